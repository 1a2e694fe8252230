/** Not API: what every floor of the library uses, strict JSON and SHA-256. */
@NullMarked
package io.github.citydc.internal;

import org.jspecify.annotations.NullMarked;

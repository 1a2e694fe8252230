/** Not API: how certificates of the sandbox are put together. */
@NullMarked
package io.github.citydc.signing.sandbox.internal;

import org.jspecify.annotations.NullMarked;

/** Not API: small helpers the packages of this module share. */
@NullMarked
package io.github.citydc.signing.internal;

import org.jspecify.annotations.NullMarked;

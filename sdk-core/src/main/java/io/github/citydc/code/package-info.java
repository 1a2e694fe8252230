/** Identifiers and code sets of the national standards, as immutable value types. */
@NullMarked
package io.github.citydc.code;

import org.jspecify.annotations.NullMarked;

/** A certification authority for tests. Its certificates prove nothing about anybody. */
@NullMarked
package io.github.citydc.signing.sandbox;

import org.jspecify.annotations.NullMarked;

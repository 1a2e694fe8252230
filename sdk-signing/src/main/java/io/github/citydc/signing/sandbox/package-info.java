/** A certification authority for tests. Its certificates prove no identity. */
@NullMarked
package io.github.citydc.signing.sandbox;

import org.jspecify.annotations.NullMarked;

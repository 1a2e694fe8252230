/** A city node to test against: real HTTP, real signatures, a real database, in the same JVM. */
@NullMarked
package io.github.citydc.testkit;

import org.jspecify.annotations.NullMarked;

/** Sandbox cities for tests with JUnit 5, which the application has or has not. */
@NullMarked
package io.github.citydc.testkit.junit;

import org.jspecify.annotations.NullMarked;

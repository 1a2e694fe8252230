/** Tests of an application against a city in the same JVM. */
@NullMarked
package io.github.citydc.spring.test;

import org.jspecify.annotations.NullMarked;

package io.github.citydc.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.MethodSource;

/** Has a parameterised test run on each database of the build, see {@link TestDatabase#chosen}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@MethodSource("io.github.citydc.testkit.TestDatabase#chosen")
@interface EachDatabase {}

package io.github.citydc.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has a parameterised test of a store run as {@link EachStore} does, and in the dialects of
 * databases that are not run here, see {@link TestDatabase#chosenForDialects}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("databases")
@MethodSource("io.github.citydc.testkit.TestDatabase#chosenForDialects")
@interface EachDialect {}

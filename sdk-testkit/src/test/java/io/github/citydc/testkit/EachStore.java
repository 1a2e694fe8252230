package io.github.citydc.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Has a parameterised test of a store run on each kind of database it is for, see {@link
 * TestDatabase#chosenForStores}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("databases")
@MethodSource("io.github.citydc.testkit.TestDatabase#chosenForStores")
@interface EachStore {}

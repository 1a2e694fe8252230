package io.github.citydc.cli.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Has a class of fault tests run on each database of the build. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("processes")
@ParameterizedClass
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
@interface EachFaultsDatabase {}

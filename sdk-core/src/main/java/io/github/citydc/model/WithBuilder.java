package io.github.citydc.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The record gets a generated builder, {@code PersonBuilder} for {@code Person}, whose setters for
 * optional members take the value itself, too.
 */
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface WithBuilder {}

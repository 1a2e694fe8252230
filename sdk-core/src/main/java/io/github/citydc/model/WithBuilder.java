package io.github.citydc.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A marker for records with a generated builder, such as {@code PersonBuilder} for {@code Person}.
 * Its setters for optional members accept the bare value, too.
 */
@RecordBuilder.Template(
    options =
        @RecordBuilder.Options(
            addConcreteSettersForOptional = RecordBuilder.ConcreteSettersForOptionalMode.ENABLED,
            enableWither = false,
            addStaticBuilder = false))
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface WithBuilder {}

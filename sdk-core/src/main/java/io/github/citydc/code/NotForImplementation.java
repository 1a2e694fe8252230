package io.github.citydc.code;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mark of interfaces that applications use and do not implement: a minor version may add methods
 * to them. Every other public interface is sealed, or says that it is to be implemented.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface NotForImplementation {}

package io.github.citydc.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The type name a {@link Payload} record has on the wire. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PayloadName {

  /**
   * The name.
   *
   * @return {@code <domain>.<name>/<major>}, for example {@code population.person/1}
   */
  String value();
}

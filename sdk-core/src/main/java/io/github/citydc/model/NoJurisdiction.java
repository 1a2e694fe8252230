package io.github.citydc.model;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says why a member that names a place does not count for the {@linkplain Payload#jurisdiction()
 * jurisdiction} of its record, or why a whole type has none. The reasons stand in the page of types
 * of the interface standard.
 */
@Documented
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface NoJurisdiction {

  /**
   * The reason in English.
   *
   * @return a clause without a full stop
   */
  String value();

  /**
   * The reason in Chinese.
   *
   * @return a clause without a full stop
   */
  String zh();
}

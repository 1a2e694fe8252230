package io.github.citydc.validation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The title of a record, or of one of its members, as clerks and forms call it. The messages of
 * violations name the member by it, and the JSON Schema has it. A member without a title is named
 * as it stands in JSON.
 *
 * <pre>{@code
 * @Title(zh = "姓名", en = "name") @NotBlank String name
 * }</pre>
 */
@Documented
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
public @interface Title {

  /**
   * The title in Chinese.
   *
   * @return for example 姓名
   */
  String zh();

  /**
   * The title in English.
   *
   * @return for example {@code name}; no capital, no article
   */
  String en();
}

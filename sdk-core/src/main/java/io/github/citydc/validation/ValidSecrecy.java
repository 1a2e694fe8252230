package io.github.citydc.validation;

import io.github.citydc.validation.internal.RuleValidator;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text carries no mark of a state secret 国家秘密: 绝密, 机密 or 秘密, alone or with a term, as 机密★1年 or
 * 秘密★长期. State secrets are protected with core and ordinary cryptography only (Cryptography Law 密码法
 * arts. 7, 8), which this library does not have, and they are not government data to be shared
 * (Decree 809 art. 3). The violation is {@code secrecy.state-secret}, an error that nothing turns
 * off.
 */
@Documented
@Constraint(validatedBy = RuleValidator.OfSecrecy.class)
@Target({
  ElementType.FIELD,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface ValidSecrecy {

  /**
   * Where a mark is looked for.
   *
   * @return true if the text is a title or the text of a document, in which the three words may be
   *     mentioned: a line counts that begins with a mark and its star, and one of the head, with
   *     others below it, that is nothing but a mark; tags of HTML are passed over. False, the
   *     default, if the text is a mark: each of the words counts wherever it stands, but for 商业秘密,
   *     a trade secret
   */
  boolean inText() default false;

  /**
   * The custom message that replaces the default one.
   *
   * @return a message, by default the reason in the language of the reader
   */
  String message() default Reason.TEMPLATE;

  /**
   * When it is checked.
   *
   * @return the groups
   */
  Class<?>[] groups() default {};

  /**
   * For the reader of the violations.
   *
   * @return the payload
   */
  Class<? extends Payload>[] payload() default {};
}

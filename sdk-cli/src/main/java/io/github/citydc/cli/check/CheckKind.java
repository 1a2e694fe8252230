package io.github.citydc.cli.check;

import io.github.citydc.code.Strictness;
import java.util.Locale;

/** Something that values can be checked to be. */
public interface CheckKind {

  /**
   * The name in commands.
   *
   * @return for example {@code credit-code}
   */
  String name();

  /**
   * What it is called.
   *
   * @param language Chinese, or any other for English
   * @return a title
   */
  String title(Locale language);

  /**
   * The standard that defines it.
   *
   * @return for example {@code GB 32100-2015}
   */
  String standard();

  /**
   * Checks a value.
   *
   * @param text any text
   * @param strictness whether what is remarkable is refused
   * @param language the language of the message
   * @return what there is to say about it
   */
  CheckVerdict check(String text, Strictness strictness, Locale language);
}

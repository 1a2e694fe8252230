package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.ValidSecrecy;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** State secrets are refused: nothing here can protect them as the law demands. Immutable. */
final class SecrecyRule implements Rule {

  /** The words, with whatever blanks may stand between the characters: 机　密. */
  private static final Pattern WORD = Pattern.compile("绝[\\h\\v]*密|机[\\h\\v]*密|秘[\\h\\v]*密");

  /** A line that is nothing but a mark: 机密★1年, 秘密 ★ 长期, 绝密★. */
  private static final Pattern LINE =
      Pattern.compile(
          "^[\\h【\\[（(]*(绝\\h*密|机\\h*密|秘\\h*密)\\h*[★☆]\\h*[0-9０-９一二三四五六七八九十]{0,3}\\h*"
              + "(年|个月|月|日|长期|启用前|公布前)?[\\h】\\]）)]*$",
          Pattern.MULTILINE);

  private static final CodeFault FAULT =
      new CodeFault(
          "secrecy.state-secret",
          -1,
          Severity.ERROR,
          "密码法 arts. 7, 8; 国务院令第809号 art. 3",
          List.of());

  private final Pattern mark;

  SecrecyRule(ValidSecrecy secrecy) {
    this.mark = secrecy.inText() ? LINE : WORD;
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof CharSequence text && mark.matcher(text).find()) {
      findings.add(FAULT);
    }
  }
}

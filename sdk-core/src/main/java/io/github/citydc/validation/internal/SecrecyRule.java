package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.ValidSecrecy;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** State secrets are refused: nothing here can protect them as the law demands. Immutable. */
final class SecrecyRule implements Rule {

  /** What may stand between two characters of a mark and is not seen. */
  private static final String GAP = "[\\s\\p{Zs}\\p{Cf}]*";

  private static final String LEVEL = "(?:[绝絕]" + GAP + "密|[机機]" + GAP + "密|[秘祕]" + GAP + "密)";

  /** The words; 商业秘密, a trade secret, is no state secret. */
  private static final Pattern WORD = Pattern.compile("(?:^|[^业業\\s\\p{Zs}\\p{Cf}])" + GAP + LEVEL);

  /** What may stand before a mark in its line: brackets, 000001, 特急, 密级：. */
  private static final String BEFORE =
      "^[\\h\\p{Cf}【\\[（(]*(?:[0-9０-９]{1,10}\\h+)?(?:(?:特\\h*提|特\\h*急|加\\h*急|平\\h*急)\\h+)?"
          + "(?:密\\h*级\\h*[:：]\\h*)?";

  /**
   * A line that begins with a mark and its star. A term, a day or a condition of declassification
   * follows, and perhaps the urgency: 机密★1年, 秘密 ★ 2030年12月31日, 绝密★启用前, 机密★1年 特急.
   */
  private static final Pattern STARRED =
      Pattern.compile(BEFORE + LEVEL + "\\h*[★☆*＊][^\\v]{0,30}$", Pattern.MULTILINE);

  /** A line that is nothing but a mark, which has no star without a term, and others below it. */
  private static final Pattern BARE =
      Pattern.compile(
          BEFORE + LEVEL + "[\\h】\\]）)]*(?:(?:特\\h*提|特\\h*急|加\\h*急|平\\h*急)\\h*)?$\\s*\\S",
          Pattern.MULTILINE);

  /** A mark without star is looked for among so many lines, those of the head of a document. */
  private static final int LINES_OF_HEAD = 6;

  private static final Pattern TAG = Pattern.compile("<[^<>]{1,1000}>");

  private static final CodeFault FAULT =
      new CodeFault(
          "secrecy.state-secret",
          -1,
          Severity.ERROR,
          "密码法 arts. 7, 8; 国务院令第809号 art. 3",
          List.of());

  private final boolean inText;

  SecrecyRule(ValidSecrecy secrecy) {
    this.inText = secrecy.inText();
  }

  @Override
  public void check(@Nullable Object value, Findings findings) {
    if (value instanceof CharSequence text && isMarked(text)) {
      findings.add(FAULT);
    }
  }

  private boolean isMarked(CharSequence text) {
    if (!inText) {
      return WORD.matcher(text).find();
    }
    if (isMarkedText(text)) {
      return true;
    }
    Matcher tags = TAG.matcher(text);
    return tags.find()
        && (isMarkedText(tags.replaceAll("")) || isMarkedText(tags.replaceAll("\n")));
  }

  private static boolean isMarkedText(CharSequence text) {
    return STARRED.matcher(text).find() || hasBareMarkInHead(text);
  }

  private static boolean hasBareMarkInHead(CharSequence text) {
    Matcher bare = BARE.matcher(text);
    return bare.find()
        && text.subSequence(0, bare.start())
                .toString()
                .lines()
                .filter(line -> !line.isBlank())
                .limit(LINES_OF_HEAD)
                .count()
            < LINES_OF_HEAD;
  }
}

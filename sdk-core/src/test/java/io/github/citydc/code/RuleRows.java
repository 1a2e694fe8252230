package io.github.citydc.code;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The rules of all identifiers and their sentences, for the tables of the standard. */
public final class RuleRows {

  private static final String BUNDLE = "io.github.citydc.code.messages";
  private static final Object[] ARGUMENTS = {"…", "…", "…", "…"};

  private RuleRows() {}

  /**
   * A rule.
   *
   * @param code for example {@code citizen-id.length}
   * @param severity of a violation
   * @param source the standard it comes from
   */
  public record Row(String code, Severity severity, String source) {}

  public static List<Row> ofIdentifiers() {
    List<Row> rows = new ArrayList<>();
    for (IdentifierKind kind : IdentifierKind.values()) {
      kind.book()
          .rules()
          .forEach(rule -> rows.add(new Row(rule.name(), rule.severity(), rule.standard())));
    }
    return rows;
  }

  /** The codes of one kind that have a sentence of their own, such as those of member. */
  public static List<String> codes(String kind) {
    return bundle(Locale.ENGLISH).keySet().stream()
        .filter(key -> key.startsWith(kind + "."))
        .sorted()
        .toList();
  }

  public static String sentence(String code, Locale locale) {
    ResourceBundle bundle = bundle(locale);
    String key = bundle.containsKey(code) ? code : "any" + code.substring(code.indexOf('.'));
    return new MessageFormat(bundle.getString(key), Locale.ROOT).format(ARGUMENTS);
  }

  private static ResourceBundle bundle(Locale locale) {
    return ResourceBundle.getBundle(
        BUNDLE, locale.equals(Locale.CHINESE) ? Locale.CHINESE : Locale.ROOT);
  }
}

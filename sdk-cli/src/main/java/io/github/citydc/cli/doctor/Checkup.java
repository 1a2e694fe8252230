package io.github.citydc.cli.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what was looked at, a line of JSON each, and counts what is not well. */
public final class Checkup {

  private final PrintWriter out;
  private final boolean chinese;
  private int findings;

  /**
   * Starts a checkup.
   *
   * @param out takes the lines
   * @param language of the details
   */
  public Checkup(PrintWriter out, Locale language) {
    this.out = out;
    this.chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
  }

  /** A text in the language of the checkup, with values put in. */
  String in(String english, String inChinese, Object... values) {
    return String.format(Locale.ROOT, chinese ? inChinese : english, values);
  }

  void well(String check, String detail) {
    print(check, true, detail);
  }

  void finding(String check, String detail) {
    findings++;
    print(check, false, detail);
  }

  void tell(String check, boolean well, String detail) {
    if (well) {
      well(check, detail);
    } else {
      finding(check, detail);
    }
  }

  private void print(String check, boolean well, String detail) {
    out.println(
        JsonNodeFactory.instance
            .objectNode()
            .put("check", check)
            .put("ok", well)
            .put("detail", detail));
  }

  /**
   * How many things are not well.
   *
   * @return the number
   */
  public int findings() {
    return findings;
  }
}

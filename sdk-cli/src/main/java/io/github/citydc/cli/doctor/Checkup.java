package io.github.citydc.cli.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;

/** Prints what was looked at, a line of JSON each, and counts what is not well. */
public final class Checkup {

  private final PrintWriter out;
  private int findings;

  /**
   * Starts a checkup.
   *
   * @param out takes the lines
   */
  public Checkup(PrintWriter out) {
    this.out = out;
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

package io.github.citydc.cli.pull;

import io.github.citydc.exchange.records.RecordChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Changes as lines of JSON. */
public final class ChangeLines {

  private final PrintWriter out;

  /**
   * Prints changes.
   *
   * @param out where to
   */
  public ChangeLines(PrintWriter out) {
    this.out = out;
  }

  /**
   * Prints changes and makes sure that they have left this process.
   *
   * @param changes what to print
   * @throws IOException if they could not be written, as on a full disk or to a closed pipe
   */
  public void print(List<RecordChange> changes) throws IOException {
    for (RecordChange change : changes) {
      out.println(new String(change.toJson(), StandardCharsets.UTF_8));
    }
    if (out.checkError()) {
      throw new IOException("The changes could not be written; the cursor stays where it was");
    }
  }
}

package io.github.citydc.cli.lines;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/** Writes JSON objects, one a line, many at a time. */
public final class JsonLines {

  private static final int MUCH = 32 * 1024;

  private final PrintWriter out;
  private final StringBuilder waiting = new StringBuilder();

  /**
   * Writes lines.
   *
   * @param out takes them
   */
  public JsonLines(PrintWriter out) {
    this.out = out;
  }

  /**
   * Adds a line.
   *
   * @param object what stands in it
   */
  public void add(ObjectNode object) {
    waiting.append(object).append('\n');
    if (waiting.length() >= MUCH) {
      flush();
    }
  }

  /** Lets nothing wait any longer. */
  public void flush() {
    out.append(waiting);
    out.flush();
    waiting.setLength(0);
  }
}

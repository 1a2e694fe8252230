package io.github.citydc.testkit;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is logged meanwhile: the lines of slf4j-simple, which writes to standard error. */
final class LogLines implements AutoCloseable {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  /** Begins to listen. */
  LogLines() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  /** The lines so far. */
  List<String> all() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The lines so far of which a text is part. */
  List<String> with(String part) {
    return all().stream().filter(line -> line.contains(part)).toList();
  }

  @Override
  public void close() {
    System.setErr(before);
  }
}

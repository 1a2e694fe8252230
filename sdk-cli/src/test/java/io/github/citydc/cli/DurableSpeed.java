package io.github.citydc.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** Measures {@code cdx send --durable}: {@code FOLDER LINES}, as docs/operations.md says. */
final class DurableSpeed {

  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  private DurableSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int lines = Integer.parseInt(arguments[1]);
    String person = new JsonMapper().readTree(EXAMPLE.toFile()).toString();
    Path file = Files.write(folder.resolve("persons.ndjson"), Collections.nCopies(lines, person));
    try (CdxAtHub cdx = new CdxAtHub(folder)) {
      Path outbox = folder.resolve("outbox");
      long start = System.nanoTime();
      int exitCode = cdx.to("send", "--type", "population.person", "--durable", outbox, file);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "exit code %d, %d lines, %.0f a second, %d MB%n",
          exitCode, lines, lines / seconds, Files.size(folder.resolve("outbox.mv.db")) / 1_000_000);
    }
    System.exit(0);
  }
}

package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.lines.JsonLines;
import io.github.citydc.cli.lines.Line;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.exchange.batch.upload.ProgressBar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A command that answers the lines of a file, or of standard input, one after the other in constant
 * memory, while a bar on the terminal tells how far it is. Answers to what is typed come at once.
 *
 * @param file the lines, in UTF-8; empty for standard input
 * @param longest how many bytes of a line are read; what is longer is cut
 */
record LineRun(Optional<Path> file, int longest) {

  /**
   * Answers every line.
   *
   * @param spec the command, to whose output the answers go
   * @param work takes a line and where its answers go
   * @return how far and how fast it was
   */
  ProgressBar through(CommandSpec spec, BiConsumer<Line, Consumer<ObjectNode>> work)
      throws IOException {
    Source source = new Source(file);
    double size = source.size().orElse(0);
    ProgressBar progress = ProgressBar.onStandardError();
    JsonLines results = new JsonLines(spec.commandLine().getOut());
    try (LineReader lines = new LineReader(source.open(), longest)) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        work.accept(line.get(), results::add);
        progress.at(line.get().number(), lines.offset() / size, "lines");
        if (lines.hasToWait()) {
          results.flush();
        }
      }
    } finally {
      results.flush();
      progress.end();
    }
    return progress;
  }
}

package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.input.Utf8Text;
import io.github.citydc.exchange.batch.upload.CsvCharset;
import io.github.citydc.exchange.batch.upload.CsvFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a command reads from: a file, or standard input.
 *
 * @param file the file, empty for standard input
 */
record Source(Optional<Path> file) {

  /** Opens it; a file that cannot be read is a usage error. */
  InputStream open() throws IOException {
    return Utf8Text.of(
        file.isPresent() ? InputFiles.open(file.get()) : System.in, StandardCharsets.UTF_8);
  }

  /**
   * Opens it as UTF-8, whatever its encoding is.
   *
   * @param named the encoding, empty if it is to be found out
   * @param err hears of one that was found out and is not UTF-8
   */
  InputStream openText(Optional<Charset> named, PrintWriter err) throws IOException {
    if (file.isEmpty()) {
      return Utf8Text.of(System.in, named.orElse(StandardCharsets.UTF_8));
    }
    Path path = InputFiles.required(file.get());
    Charset charset = named.isPresent() ? named.get() : decided(path);
    if (named.isEmpty() && !charset.equals(StandardCharsets.UTF_8)) {
      err.println(path + " is read as " + charset);
    }
    return Utf8Text.of(InputFiles.open(path), charset);
  }

  /** A pipe cannot be read twice; of what is in no encoding, each line is told by itself. */
  private static Charset decided(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return StandardCharsets.UTF_8;
    }
    try {
      return CsvCharset.of(path);
    } catch (CsvFormatException e) {
      return StandardCharsets.UTF_8;
    }
  }

  OptionalLong size() throws IOException {
    return file.isPresent() && Files.isRegularFile(file.get())
        ? OptionalLong.of(Files.size(file.get()))
        : OptionalLong.empty();
  }
}

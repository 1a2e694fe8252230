package io.github.citydc.cli;

import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The encoding of a file of payloads. */
final class CharsetOption {

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description =
          "Encoding of FILE, for example GB18030 or UTF-16LE. Default: by its byte order mark, else"
              + " UTF-8 if all of it is, else GB18030 (with GBK) if all of it is; of standard input"
              + " UTF-8")
  private Optional<Charset> charset = Optional.empty();

  /** The encoding that was named. */
  Optional<Charset> charset() {
    return charset;
  }
}

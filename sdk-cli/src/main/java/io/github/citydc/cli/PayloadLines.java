package io.github.citydc.cli;

import io.github.citydc.cli.lines.Line;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.cli.send.MessageLines;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads valid payloads of one type, all of them. */
final class PayloadLines {

  private static final PayloadValidator RULES = PayloadValidator.standard();

  private PayloadLines() {}

  /**
   * Reads a file of lines, or one of a single payload.
   *
   * @throws InvalidPayloadException for the first that is invalid
   * @throws io.github.citydc.model.PayloadFormatException for the first that is none
   */
  static <P extends Payload> List<P> read(Optional<Path> file, Class<P> type) throws IOException {
    boolean single = file.filter(path -> path.toString().endsWith(".json")).isPresent();
    List<P> payloads = new ArrayList<>();
    try (InputStream in = new Source(file).open();
        LineReader lines =
            single
                ? LineReader.whole(in, MessageLines.LONGEST)
                : new LineReader(in, MessageLines.LONGEST)) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (line.get().bytes().length == 0) {
          continue;
        }
        P payload = PayloadJson.standard().read(line.get().bytes(), type);
        ValidationReport report = RULES.validate(payload);
        if (report.errorCount() > 0) {
          throw new InvalidPayloadException(report);
        }
        payloads.add(payload);
      }
    }
    return payloads;
  }
}

package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.ValidationReport;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The lines of an NDJSON text. */
final class NdjsonSource<P extends Payload> implements RecordSource<P> {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final Class<P> type;
  private final InputStream text;
  private final Lines lines;

  NdjsonSource(Class<P> type, InputStream text) {
    this.type = type;
    this.text = text;
    this.lines = new Lines(text, Long.MAX_VALUE);
  }

  @Override
  public Class<P> type() {
    return type;
  }

  @Override
  public Optional<P> next() throws IOException {
    try {
      return lines.next()
          ? Optional.of(JSON.read(lines.buffer(), lines.offset(), lines.length(), type))
          : Optional.empty();
    } catch (PayloadFormatException e) {
      throw new InvalidPayloadException(new ValidationReport(List.of(e.violation())));
    } catch (RefusedException e) {
      throw new IOException("Line " + (lines.number() + 1) + " is too long", e);
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}

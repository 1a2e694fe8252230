package io.github.citydc.cli.front.outbound;

import io.github.citydc.cli.front.config.FrontConfig.FileForm;
import io.github.citydc.cli.lines.Line;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.exchange.message.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The records of a file, one after the other. Close it to close the file. */
interface FileRecords extends Closeable {

  /** The next record, empty at the end. */
  Optional<FileRecord> next() throws IOException;

  /** Opens a file that {@link #check} has found nothing in. */
  static FileRecords open(Path file, FileForm form) throws IOException {
    return form.csv() ? CsvRecords.open(file, form) : new JsonLines(file, form);
  }

  /**
   * Looks through a whole file.
   *
   * @return what makes it unusable as a whole, empty if nothing does
   */
  static Optional<FileRecord> check(Path file, FileForm form) throws IOException {
    Optional<FileRecord> foreign = foreignLine(file, form);
    if (foreign.isPresent() || !form.csv()) {
      return foreign;
    }
    return CsvRecords.check(file, form);
  }

  private static Optional<FileRecord> foreignLine(Path file, FileForm form) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        LineReader lines = new LineReader(in, MessageDrafts.LONGEST)) {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isCut() && !isText(line.get(), form)) {
          return Optional.of(
              fault(
                  line.get().number(),
                  "file.encoding",
                  "The line is not text in " + form.charset() + "; nothing of the file was taken"));
        }
      }
      return Optional.empty();
    }
  }

  private static boolean isText(Line line, FileForm form) {
    try {
      form.charset().newDecoder().decode(ByteBuffer.wrap(line.bytes()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static FileRecord fault(long line, String code, String message) {
    return new FileRecord(line, Content.empty(), Optional.of(Errors.one("", code, message)));
  }

  /** A JSON object a line; blank lines are passed over. */
  final class JsonLines implements FileRecords {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final FileForm form;
    private final LineReader lines;

    private JsonLines(Path file, FileForm form) throws IOException {
      this.form = form;
      this.lines = new LineReader(Files.newInputStream(file), MessageDrafts.LONGEST);
    }

    @Override
    public Optional<FileRecord> next() throws IOException {
      for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
        if (!line.get().isBlank()) {
          return Optional.of(record(line.get()));
        }
      }
      return Optional.empty();
    }

    private FileRecord record(Line line) {
      if (line.isCut()) {
        return fault(
            line.number(),
            "payload-too-large",
            "The line has more than " + MessageDrafts.LONGEST + " bytes");
      }
      boolean utf8 = form.charset().equals(StandardCharsets.UTF_8);
      byte[] json = utf8 ? unmarked(line) : transcoded(line);
      return new FileRecord(line.number(), Content.of(json), Optional.empty());
    }

    private byte[] transcoded(Line line) {
      return new String(line.bytes(), form.charset()).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] unmarked(Line line) {
      byte[] bytes = line.bytes();
      boolean marked =
          line.number() == 1
              && bytes.length >= MARK.length
              && Arrays.equals(Arrays.copyOf(bytes, MARK.length), MARK);
      return marked ? Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}

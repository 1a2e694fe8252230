package io.github.citydc.exchange.archive;

import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * An archive in a file: one line of JSON per item, appended to the existing content. A line that a
 * crash has left incomplete is cut off when the file is opened again; its item is still in the
 * store. Several processes must not write the same file. Thread-safe.
 *
 * <pre>{@code
 * try (ArchiveFile<InboxEntry> archive = ArchiveFile.open(Path.of("2025.ndjson"), InboxEntry.ARCHIVE_FORM)) {
 *   while (inbox.forget(endOf2025, 500, archive) > 0) {}
 * }
 * }</pre>
 *
 * @param <T> what is kept
 */
public final class ArchiveFile<T> implements Archive<T>, Closeable {

  private static final int STEP = 64 * 1024;
  private static final String BEGINNING = "{\"form\":\"cdx-";

  private final FileChannel file;
  private final ArchiveForm<T> form;

  private ArchiveFile(Path path, ArchiveForm<T> form) {
    this.form = form;
    try {
      this.file =
          PrivateFiles.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FilePermissions.warn(path);
      cutUnfinished(endOfLastLine());
      file.position(file.size());
    } catch (IOException e) {
      throw new UncheckedIOException("The archive " + path + " cannot be opened: " + e, e);
    }
  }

  /**
   * Opens an archive.
   *
   * @param path the file; created if it is not there
   * @param form of what the store gives away
   * @param <T> what is kept
   * @return the archive
   * @throws UncheckedIOException if it cannot be written
   */
  public static <T> ArchiveFile<T> open(Path path, ArchiveForm<T> form) {
    return new ArchiveFile<>(path, form);
  }

  /** Cuts off an unfinished line. A file that is not an archive is not changed. */
  private void cutUnfinished(long end) throws IOException {
    byte[] rest = new byte[(int) Math.min(BEGINNING.length(), file.size() - end)];
    file.read(ByteBuffer.wrap(rest), end);
    if (!BEGINNING.startsWith(new String(rest, StandardCharsets.ISO_8859_1))) {
      file.close();
      throw new IOException("it is no archive: its last line is something else");
    }
    file.truncate(end);
  }

  private long endOfLastLine() throws IOException {
    ByteBuffer step = ByteBuffer.allocate(STEP);
    for (long end = file.size(); end > 0; end -= Math.min(end, STEP)) {
      long begin = Math.max(0, end - STEP);
      step.clear().limit((int) (end - begin));
      while (step.hasRemaining() && file.read(step, begin + step.position()) >= 0) {}
      for (int i = step.position() - 1; i >= 0; i--) {
        if (step.get(i) == '\n') {
          return begin + i + 1;
        }
      }
    }
    return 0;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file cannot be written or forced to the disk
   */
  @Override
  public synchronized void keep(List<T> items) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (T item : items) {
      lines.writeBytes(form.writer().apply(item));
      lines.write('\n');
    }
    try {
      long before = file.position();
      try {
        ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        file.force(true);
      } catch (IOException e) {
        file.truncate(before);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be written", e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

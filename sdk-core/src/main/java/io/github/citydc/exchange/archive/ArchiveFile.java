package io.github.citydc.exchange.archive;

import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.FileKind;
import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

/**
 * An archive in a file: a first line that says what it is, {@code {"file":"cdx-accepted/1"}}, then
 * one line of JSON per item, appended to the existing content. A line that a crash has left
 * incomplete is cut off when the file is opened again; its item is still in the store, as may be
 * the last items before it: they are not written twice. A file that is something else, or has among
 * its last 64 MiB a line that is no JSON object, is refused and left as it is. One process at a
 * time uses the file, from {@link #open} to {@link #close}. Thread-safe.
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

  private final FileClaim claim;
  private final FileChannel file;
  private final ArchiveForm<T> form;
  private final LastLines last;

  private ArchiveFile(Path path, ArchiveForm<T> form, FileClaim claim) throws IOException {
    this.claim = claim;
    this.form = form;
    FileKind kind = new FileKind(form.name(), "archive " + form.name());
    if (!Files.exists(path)) {
      PrivateFiles.replace(path, kind.firstLine());
    }
    FilePermissions.warn(path);
    file = PrivateFiles.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      requireKind(path, kind);
      last = LastLines.of(path, file, kind.firstLine().length);
      file.truncate(last.end());
      file.position(last.end());
    } catch (IOException | RuntimeException | Error e) {
      file.close();
      throw e;
    }
  }

  private void requireKind(Path path, FileKind kind) throws IOException {
    ByteBuffer beginning = ByteBuffer.allocate(FileKind.LONGEST);
    while (beginning.hasRemaining() && file.read(beginning, beginning.position()) >= 0) {
      // Read on.
    }
    kind.require(path, Arrays.copyOf(beginning.array(), beginning.position()), file.size());
  }

  /**
   * Opens an archive.
   *
   * @param path the file; created if it is not there
   * @param form of what the store gives away
   * @param <T> what is kept
   * @return the archive
   * @throws IllegalStateException if another process uses the file, or if it is not an archive of
   *     this form, or damaged; the message says who, or what was found
   * @throws UncheckedIOException if it cannot be written
   */
  public static <T> ArchiveFile<T> open(Path path, ArchiveForm<T> form) {
    try {
      FileClaim claim = FileClaim.of(path);
      try {
        return new ArchiveFile<>(path, form, claim);
      } catch (IOException | RuntimeException | Error e) {
        claim.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The archive " + path + " cannot be opened: " + e, e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>Items whose lines are among the last 64 MiB of the file are there already: a crash, or a
   * store that failed, came after they were written and before they were removed.
   *
   * @throws UncheckedIOException if the file cannot be written or forced to the disk
   */
  @Override
  public synchronized void keep(List<T> items) {
    LastLines.Addition addition = last.addition();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (T item : items) {
      byte[] line = form.writer().apply(item);
      if (addition.add(line)) {
        lines.writeBytes(line);
        lines.write('\n');
      }
    }
    try {
      append(lines.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("The archive cannot be written", e);
    }
    addition.keep();
  }

  private void append(byte[] lines) throws IOException {
    long before = file.position();
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    } catch (IOException e) {
      file.truncate(before);
      throw e;
    }
  }

  @Override
  public synchronized void close() throws IOException {
    try (claim) {
      file.close();
    }
  }
}

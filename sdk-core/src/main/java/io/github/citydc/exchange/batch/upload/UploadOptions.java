package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.message.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of an upload. Immutable.
 *
 * <pre>{@code
 * UploadOptions.standard()
 *     .withJournal(Path.of("upload.journal"))
 *     .withListener(ProgressListener.toConsole());
 * }</pre>
 *
 * @param operation what to do with the records
 * @param encoding how parts are compressed, empty for the best that both sides know
 * @param partSize how large parts are, compressed, in bytes, about
 * @param parallel how many parts are under way at once
 * @param journal the file that remembers how far the upload is, empty for none
 * @param failFast whether the first record that breaks rules ends the upload before the batch is
 *     sent
 * @param listed how many rejected records the report lists at most; all are counted
 * @param patience how long to go on trying when the receiver does not answer
 * @param listener is called with the progress
 */
public record UploadOptions(
    Operation operation,
    Optional<PartEncoding> encoding,
    int partSize,
    int parallel,
    Optional<Path> journal,
    boolean failFast,
    int listed,
    Duration patience,
    ProgressListener listener) {

  private static final int MEBI = 1024 * 1024;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the size or the number of parts is not positive
   */
  public UploadOptions {
    if (partSize < 1 || parallel < 1 || listed < 0) {
      throw new IllegalArgumentException("Sizes and numbers of an upload are positive");
    }
  }

  /**
   * To be stored; parts of a MiB, three at once; no journal; records that break rules are left out
   * and reported, a thousand of them in full; five minutes of patience; silent.
   *
   * @return the options
   */
  public static UploadOptions standard() {
    return new UploadOptions(
        Operation.UPSERT,
        Optional.empty(),
        MEBI,
        3,
        Optional.empty(),
        false,
        1000,
        Duration.ofMinutes(5),
        ProgressListener.none());
  }

  /**
   * A copy with another operation.
   *
   * @param what what to do with the records
   * @return the copy
   */
  public UploadOptions withOperation(Operation what) {
    return new UploadOptions(
        what, encoding, partSize, parallel, journal, failFast, listed, patience, listener);
  }

  /**
   * A copy with a certain encoding.
   *
   * @param how one that the receiver knows
   * @return the copy
   */
  public UploadOptions withEncoding(PartEncoding how) {
    return new UploadOptions(
        operation,
        Optional.of(how),
        partSize,
        parallel,
        journal,
        failFast,
        listed,
        patience,
        listener);
  }

  /**
   * A copy with other parts.
   *
   * @param size how large they are, compressed, in bytes, about
   * @param atOnce how many are under way at once
   * @return the copy
   */
  public UploadOptions withParts(int size, int atOnce) {
    return new UploadOptions(
        operation, encoding, size, atOnce, journal, failFast, listed, patience, listener);
  }

  /**
   * A copy that can be resumed: when the same upload is begun again with the same file and a source
   * that gives the same records, it goes on where it was. The file is removed at the end.
   *
   * @param file one for each upload
   * @return the copy
   */
  public UploadOptions withJournal(Path file) {
    return new UploadOptions(
        operation,
        encoding,
        partSize,
        parallel,
        Optional.of(file),
        failFast,
        listed,
        patience,
        listener);
  }

  /**
   * A copy that ends at the first record that breaks rules; nothing is stored then.
   *
   * @return the copy
   */
  public UploadOptions failingFast() {
    return new UploadOptions(
        operation, encoding, partSize, parallel, journal, true, listed, patience, listener);
  }

  /**
   * A copy with another patience.
   *
   * @param time how long to go on trying when the receiver does not answer
   * @return the copy
   */
  public UploadOptions withPatience(Duration time) {
    return new UploadOptions(
        operation, encoding, partSize, parallel, journal, failFast, listed, time, listener);
  }

  /**
   * A copy with another listener.
   *
   * @param progress is called with the progress
   * @return the copy
   */
  public UploadOptions withListener(ProgressListener progress) {
    return new UploadOptions(
        operation, encoding, partSize, parallel, journal, failFast, listed, patience, progress);
  }
}

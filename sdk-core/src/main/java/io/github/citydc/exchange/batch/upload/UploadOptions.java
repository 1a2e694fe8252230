package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The options of an upload. Immutable.
 *
 * <pre>{@code
 * UploadOptions.builder()
 *     .journal(Path.of("upload.journal"))
 *     .listener(ProgressListener.toConsole())
 *     .build();
 * }</pre>
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param operation what to do with the records
 * @param encoding how parts are compressed, empty for the best that both sides know; whether they
 *     are encrypted then is decided by {@link io.github.citydc.exchange.security.Protection}
 * @param partSize how large parts are, compressed, in bytes, about
 * @param parallel how many parts are under way at once
 * @param journal the file that remembers how far the upload is, one for each upload; empty for
 *     none. When the same upload is begun again with the same file and a source that gives the same
 *     records, it goes on where it was. The file stays when the upload is done, and may be removed
 *     then; the same upload begun again gets the same result, and nothing is sent again
 * @param failFast whether the first record that breaks rules ends the upload before the batch is
 *     sent; nothing is stored then
 * @param listed how many rejected records the report lists at most; all are counted
 * @param patience how long to go on trying when the receiver does not answer
 * @param listener is called with the progress
 * @param abort ends the upload from another thread; see {@link Uploader#upload(NodeId,
 *     RecordSource, UploadOptions)}
 */
@WithBuilder
public record UploadOptions(
    Operation operation,
    Optional<PartEncoding> encoding,
    int partSize,
    int parallel,
    Optional<Path> journal,
    boolean failFast,
    int listed,
    Duration patience,
    ProgressListener listener,
    AbortSwitch abort) {

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
    return UploadOptionsBuilder.builder()
        .operation(Operation.UPSERT)
        .partSize(MEBI)
        .parallel(3)
        .listed(1000)
        .patience(Duration.ofMinutes(5))
        .listener(ProgressListener.none())
        .abort(AbortSwitch.create())
        .build();
  }

  /**
   * A builder that begins as {@link #standard}.
   *
   * @return the builder
   */
  public static UploadOptionsBuilder builder() {
    return UploadOptionsBuilder.builder(standard());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public UploadOptionsBuilder toBuilder() {
    return UploadOptionsBuilder.builder(this);
  }
}

package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.WithBuilder;
import java.time.Duration;

/**
 * The options for fetching a file. Immutable.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param intent under which grant and for which purpose the file is fetched
 * @param rangeSize how many bytes are asked for, and are in memory, at a time; the node may give
 *     fewer
 * @param patience how long to go on trying when the node does not answer
 * @param listener is called with the progress
 * @param abort ends the fetch from another thread; what has arrived stays, for the next time
 */
@WithBuilder
public record FetchOptions(
    ReadIntent intent,
    int rangeSize,
    Duration patience,
    FileProgressListener listener,
    AbortSwitch abort) {

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is less than 64 KiB or more than 8 MiB
   */
  public FetchOptions {
    if (rangeSize < FileOffer.LEAST_RANGE || rangeSize > 8 * FileOffer.STANDARD_RANGE) {
      throw new IllegalArgumentException("A range has 64 KiB to 8 MiB");
    }
  }

  /**
   * No grant is named; ranges of 1 MiB; five minutes of patience; silent.
   *
   * @return the options
   */
  public static FetchOptions standard() {
    return new FetchOptions(
        ReadIntent.unsaid(),
        FileOffer.STANDARD_RANGE,
        Duration.ofMinutes(5),
        FileProgressListener.none(),
        AbortSwitch.create());
  }

  /**
   * A builder that begins as {@link #standard}.
   *
   * @return the builder
   */
  public static FetchOptionsBuilder builder() {
    return FetchOptionsBuilder.builder(standard());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public FetchOptionsBuilder toBuilder() {
    return FetchOptionsBuilder.builder(this);
  }
}

package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.util.HashMap;
import java.util.Map;

/**
 * The bounds of a batch as a whole: a manifest of some hundred bytes must not make a receiver work
 * for days.
 */
final class BatchBounds {

  /** Parts of equal records are equal; a source may have some of them, not any number. */
  static final int MOST_REPETITIONS = 10;

  private final long records;
  private final long expansion;

  BatchBounds(BatchReception reception) {
    this.records = reception.records();
    this.expansion = reception.expansion();
  }

  /**
   * Checks what the manifest says.
   *
   * @throws MalformedMessageException if it names a part too often
   * @throws RefusedException with {@code body-too-large} if there are too many records
   */
  void requireModest(BatchManifest manifest) {
    Map<ContentHash, Integer> times = new HashMap<>();
    for (int i = 0; i < manifest.parts().size(); i++) {
      if (times.merge(manifest.parts().get(i).digest(), 1, Integer::sum) > MOST_REPETITIONS) {
        throw new MalformedMessageException(
            "/parts/" + i, "is named more than " + MOST_REPETITIONS + " times");
      }
    }
    if (manifest.records() > records) {
      throw tooLarge("A batch has at most " + records + " records here");
    }
  }

  /**
   * Checks the parts that have arrived.
   *
   * @param decoded bytes of all parts when decompressed; one that is named twice counts twice
   * @throws RefusedException with {@code body-too-large} if together they are too large
   */
  void requireBounded(long decoded) {
    if (decoded > expansion) {
      throw tooLarge("A batch has at most " + expansion + " bytes here when decompressed");
    }
  }

  private static RefusedException tooLarge(String detail) {
    return new RefusedException(ProblemCode.BODY_TOO_LARGE, detail);
  }
}

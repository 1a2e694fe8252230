package io.github.citydc.exchange.content;

import java.util.Optional;
import java.util.Set;

/**
 * Content that is about to be stored, and the room it needs in the quota of its sender.
 *
 * @param id of this arrival, unique
 * @param key names the content
 * @param size bytes as sent
 * @param upload the batch or the file that the upload is of which brings a part, and which may take
 *     it back; empty if it says nothing of that
 * @param kinds which content the quota is for
 * @param quota how many bytes the sender may have of these kinds that no message refers to
 */
public record ContentArrival(
    String id,
    ContentKey key,
    long size,
    Optional<String> upload,
    Set<ContentKey.Kind> kinds,
    long quota) {

  /** Copies the kinds. */
  public ContentArrival {
    kinds = Set.copyOf(kinds);
  }
}

package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.message.PreparedMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Which bundles a receiver takes.
 *
 * @param messages how many messages in one; fewer than two if it takes none
 * @param bytes how many bytes they may have
 * @param encoding the best that both sides know
 */
record BundleTerms(int messages, int bytes, PartEncoding encoding) {

  /** The largest bundle of this version of the standard. */
  static final int MOST = 1_000;

  /** The body that every node takes. */
  static final int TAKEN_BY_ALL = 64 * 1024;

  /** No bundles: messages are sent one by one. */
  static final BundleTerms NONE = new BundleTerms(0, TAKEN_BY_ALL, PartEncoding.IDENTITY);

  boolean isNone() {
    return messages < 2;
  }

  /** Whether a message is to be sent in a bundle: a large one gains nothing by it. */
  boolean isFor(PreparedMessage message) {
    return message.body().size() <= TAKEN_BY_ALL && BundleLines.fits(message.body());
  }

  /** Cuts messages into bundles, in order; what is not for a bundle is alone in its list. */
  List<List<PreparedMessage>> cut(List<PreparedMessage> all) {
    List<List<PreparedMessage>> bundles = new ArrayList<>();
    long room = 0;
    for (PreparedMessage message : all) {
      boolean alone = isNone() || !isFor(message);
      long size = message.body().size() + 1L;
      if (alone || size > room || bundles.get(bundles.size() - 1).size() == messages) {
        bundles.add(new ArrayList<>());
        room = bytes;
      }
      bundles.get(bundles.size() - 1).add(message);
      room = alone ? 0 : room - size;
    }
    return bundles;
  }
}

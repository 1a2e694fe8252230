package io.github.citydc.naming.internal;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Fetches small documents. Implementations follow no redirects, and bound time and size; they are
 * thread-safe.
 *
 * <p>To be implemented within the library.
 */
@FunctionalInterface
public interface Fetch {

  /** The largest document, in bytes. */
  int LARGEST = 16 << 20;

  /** The time for a whole document: a server may send a byte now and then, for ever. */
  Duration PATIENCE = Duration.ofSeconds(15);

  /**
   * Fetches a document.
   *
   * @param url where it is
   * @return its bytes
   * @throws IOException if nothing else than status 200 and a whole document comes in time
   */
  byte[] get(URI url) throws IOException;
}

package io.github.citydc.exchange;

import io.github.citydc.code.NotForImplementation;
import io.github.citydc.model.PartReference;
import java.io.InputStream;

/**
 * The files received from one sender, for the handler of its messages. Implementations are
 * thread-safe.
 */
@FunctionalInterface
@NotForImplementation
public interface ReceivedFiles {

  /**
   * Reads a file.
   *
   * @param reference names it, as in the payload
   * @return its content, to be closed
   * @throws IllegalStateException if the receiver takes no files
   * @throws IllegalArgumentException if the reference names it by another digest than SHA-256
   * @throws io.github.citydc.exchange.message.StorageException if it is not there or cannot be read
   */
  InputStream open(PartReference reference);

  /**
   * No files: the receiver takes none.
   *
   * @return nothing can be opened
   */
  static ReceivedFiles none() {
    return reference -> {
      throw new IllegalStateException("This receiver takes no files: it has no endpoint for them");
    };
  }
}

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
   * Reads a file. It is verified while it is read: if it is damaged on the disk, reading or closing
   * it throws an {@link java.io.IOException}, the message is refused with {@code parts-missing},
   * whatever the handler makes of the exception, and the file counts as missing.
   *
   * @param reference names it, as in the payload
   * @return its content, to be closed; when it is closed early the rest is read and verified, too
   * @throws IllegalStateException if the receiver takes no files
   * @throws IllegalArgumentException if the reference names it by another digest than SHA-256
   * @throws io.github.citydc.exchange.message.StorageException if it is not there or cannot be read
   */
  InputStream open(PartReference reference);

  /**
   * Requires that everything which was opened is what was stored; called when the handler has
   * returned.
   *
   * @throws io.github.citydc.exchange.message.MissingPartsException if a file is damaged
   * @throws io.github.citydc.exchange.message.StorageException if a file cannot be read
   */
  default void requireSound() {}

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

package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.ContentHash;
import java.util.Optional;

/**
 * Where the files lie that a node offers. Implementations are thread-safe. {@link StoredFiles} has
 * those of a content store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface FileSource {

  /**
   * Finds a file.
   *
   * @param digest names it
   * @return the file, empty if it is not here
   * @throws io.github.citydc.exchange.message.StorageException if the place cannot be looked at
   */
  Optional<OfferedFile> find(ContentHash digest);
}

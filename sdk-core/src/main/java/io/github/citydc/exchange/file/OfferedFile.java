package io.github.citydc.exchange.file;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file that a node offers.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface OfferedFile {

  /**
   * Its size.
   *
   * @return bytes
   */
  long size();

  /**
   * Reads it from a position on.
   *
   * @param position 0 to its size
   * @return the rest of the file, to be closed; not read to its end
   * @throws IOException if it cannot be read
   * @throws io.github.citydc.exchange.message.StorageException if it is not there any more
   */
  InputStream open(long position) throws IOException;
}

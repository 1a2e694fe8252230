package io.github.citydc.exchange.file;

/**
 * A listener for the progress of sending a file. Called by one thread at a time; what it throws
 * ends the sending.
 */
@FunctionalInterface
public interface FileProgressListener {

  /**
   * Tells how far it is.
   *
   * @param progress the present state
   */
  void at(FileProgress progress);

  /**
   * Hears nothing.
   *
   * @return the listener
   */
  static FileProgressListener none() {
    return progress -> {};
  }
}

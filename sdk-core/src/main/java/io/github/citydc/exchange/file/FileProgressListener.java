package io.github.citydc.exchange.file;

/**
 * A listener for the progress of a file that is sent or fetched. Called by one thread at a time;
 * what it throws ends it.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface FileProgressListener {

  /**
   * Called with the progress.
   *
   * @param progress the present state
   */
  void at(FileProgress progress);

  /**
   * Returns a listener that does nothing.
   *
   * @return the listener
   */
  static FileProgressListener none() {
    return progress -> {};
  }
}

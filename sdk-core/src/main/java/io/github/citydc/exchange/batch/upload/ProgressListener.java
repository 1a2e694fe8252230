package io.github.citydc.exchange.batch.upload;

/**
 * A listener for the progress of an upload. Called often, by one thread at a time; what it throws
 * ends the upload.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface ProgressListener {

  /**
   * Called with the progress.
   *
   * @param progress the present state
   */
  void at(UploadProgress progress);

  /**
   * Returns a listener that does nothing.
   *
   * @return the listener
   */
  static ProgressListener none() {
    return progress -> {};
  }

  /**
   * Tells on standard error how far the upload is: on a bar if that is a terminal, else in a line
   * every few seconds.
   *
   * @return the listener, for one upload
   */
  static ProgressListener toConsole() {
    return new ConsoleProgress(ProgressBar.onStandardError());
  }
}

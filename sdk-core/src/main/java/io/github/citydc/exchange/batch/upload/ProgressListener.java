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
   * Shows a line on standard error that tells how far the upload is, if that is a terminal.
   *
   * @return the listener, for one upload
   */
  static ProgressListener toConsole() {
    return new ConsoleProgress(ProgressBar.onTerminal());
  }
}

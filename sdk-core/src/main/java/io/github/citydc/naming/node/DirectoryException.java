package io.github.citydc.naming.node;

/**
 * Thrown when a directory could not answer. This is different from the answer that it does not know
 * a node. Each says whether a retry can help.
 */
public abstract sealed class DirectoryException extends RuntimeException
    permits DirectoryUnavailableException, UntrustedDirectoryException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  DirectoryException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  DirectoryException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /**
   * Returns whether the same question may be answered later.
   *
   * @return true if a retry makes sense
   */
  public boolean isRetryable() {
    return retryable;
  }
}

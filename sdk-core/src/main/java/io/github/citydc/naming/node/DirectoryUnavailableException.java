package io.github.citydc.naming.node;

/**
 * Thrown when the directory, or the node it points to, was not reached or gave no usable answer.
 * Whether the node exists is not known.
 */
public final class DirectoryUnavailableException extends DirectoryException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what was asked, and what happened
   */
  public DirectoryUnavailableException(String message) {
    super(message, true);
  }

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what was asked, and what happened
   * @param cause the network's own words
   */
  public DirectoryUnavailableException(String message, Throwable cause) {
    super(message, true, cause);
  }
}

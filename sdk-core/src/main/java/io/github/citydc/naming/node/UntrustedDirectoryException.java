package io.github.citydc.naming.node;

/**
 * Thrown when an answer is not genuine: the signature of a directory is invalid, or the
 * certificates at an address do not belong to the requested node. Someone may have tampered with
 * DNS or the network.
 */
public final class UntrustedDirectoryException extends DirectoryException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a description of the mismatch.
   *
   * @param message what was asked, and what is wrong with the answer
   */
  public UntrustedDirectoryException(String message) {
    super(message, false);
  }

  /**
   * Creates an exception with a description of the mismatch.
   *
   * @param message what was asked, and what is wrong with the answer
   * @param cause what the check found
   */
  public UntrustedDirectoryException(String message, Throwable cause) {
    super(message, false, cause);
  }
}

package io.github.citydc.naming.node;

/**
 * Thrown when an answer is not genuine: the signature of a directory is invalid, or the
 * certificates at an address do not belong to the requested node. Someone may have tampered with
 * DNS or the network.
 */
public final class UntrustedDirectoryException extends DirectoryException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what does not fit.
   *
   * @param message what was asked, and what is wrong with the answer
   */
  public UntrustedDirectoryException(String message) {
    super(message, false);
  }

  /**
   * Says what does not fit.
   *
   * @param message what was asked, and what is wrong with the answer
   * @param cause what the check found
   */
  public UntrustedDirectoryException(String message, Throwable cause) {
    super(message, false, cause);
  }
}

package io.github.citydc.naming.node;

/**
 * There was an answer, and it is not genuine: the seal of a directory does not hold, or the
 * certificates at an address are not those of the node that was looked for. Someone may have
 * tampered with DNS or the network.
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

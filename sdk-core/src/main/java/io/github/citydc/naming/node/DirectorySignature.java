package io.github.citydc.naming.node;

import java.security.GeneralSecurityException;

/**
 * A verifier of signed directories, which returns the content that the hub has signed. Implemented
 * where signatures are; CMS signed data (GB/T 35275) is one such form. Implementations are
 * thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface DirectorySignature {

  /**
   * Checks the signature.
   *
   * @param document what the hub sent
   * @return the signed content, JSON of a {@link DirectoryDocument}
   * @throws GeneralSecurityException if the signature does not hold, or is not the hub's
   */
  byte[] open(byte[] document) throws GeneralSecurityException;
}

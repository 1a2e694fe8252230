package io.github.citydc.exchange.message;

import java.util.List;

/**
 * The evidence, from the time of verification, that no certificate of a signature was revoked.
 * Stored with the signature, it can be checked again years later, when the CA no longer provides
 * the status.
 *
 * @param crls certificate revocation lists, RFC 5280 §5, each DER in Base64
 * @param ocspResponses responses of OCSP, RFC 6960 §4.2, each DER in Base64
 */
public record RevocationEvidence(List<String> crls, List<String> ocspResponses) {

  private static final RevocationEvidence NONE = new RevocationEvidence(List.of(), List.of());

  /** Copies both lists. */
  public RevocationEvidence {
    crls = List.copyOf(crls);
    ocspResponses = List.copyOf(ocspResponses);
  }

  /**
   * No evidence: revocation was not checked, or its status could not be obtained.
   *
   * @return evidence without content
   */
  public static RevocationEvidence none() {
    return NONE;
  }

  /**
   * Returns whether nothing was kept.
   *
   * @return true if there is neither a list nor a response
   */
  public boolean isEmpty() {
    return crls.isEmpty() && ocspResponses.isEmpty();
  }
}

package io.github.citydc.exchange.message;

import java.util.List;

/**
 * The evidence, from the time of verification, that no certificate of a signature was revoked. Kept
 * with the signature, it can be judged again years later, when nobody answers that question any
 * more.
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
   * Nothing was kept: nobody asked, or nobody answered.
   *
   * @return evidence without content
   */
  public static RevocationEvidence none() {
    return NONE;
  }

  /**
   * Whether nothing was kept.
   *
   * @return true if there is neither a list nor a response
   */
  public boolean isEmpty() {
    return crls.isEmpty() && ocspResponses.isEmpty();
  }
}

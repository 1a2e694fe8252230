package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.RevocationEvidence;
import java.time.Instant;
import java.util.Optional;

/** A statement of the issuer of a certificate about its revocation, signed by it or in its name. */
interface StatusProof {

  /** What it is, to begin a sentence with. */
  String about();

  /** When it was known to be so. */
  Instant thisUpdate();

  /** Until when it holds: later there is something newer. */
  Instant nextUpdate();

  /**
   * The certificate of a signer that the issuer appointed, which must be valid when the proof is
   * used; empty if the issuer itself signed.
   */
  Optional<ParsedCertificate> delegate();

  /** The revocation of the certificate it was verified for; empty if it was not revoked. */
  Optional<Revocation> revocation();

  /** As it is kept. */
  RevocationEvidence evidence();
}

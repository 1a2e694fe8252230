package io.github.citydc.signing.cms;

import io.github.citydc.signing.trust.TrustedCertificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A signature that has been verified.
 *
 * @param signer whose it is
 * @param signingTime when it was made, by the signer's own word; empty if it does not say
 */
public record VerifiedSignature(TrustedCertificate signer, Optional<Instant> signingTime) {}

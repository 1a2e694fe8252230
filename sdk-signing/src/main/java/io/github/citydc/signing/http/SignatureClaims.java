package io.github.citydc.signing.http;

import io.github.citydc.signing.trust.KeyId;
import java.time.Instant;

/**
 * What a signature of the profile says about itself; nothing of it is verified yet.
 *
 * @param created when it was made
 * @param nonce what makes it unique
 * @param keyId the key it was made with
 * @param algorithm the algorithm it was made with
 */
record SignatureClaims(Instant created, String nonce, KeyId keyId, String algorithm) {}

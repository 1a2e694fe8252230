package io.github.citydc.signing.http;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.KeyId;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A builder of a signer of the profile; see {@link HttpSignatures#signerBuilder}. Not thread-safe.
 */
public final class HttpSignerBuilder {

  private final SigningKey key;
  private Clock clock = ChinaTime.clock();
  private SecureRandom random = new SecureRandom();
  private DigestAlgorithm digest;

  HttpSignerBuilder(SigningKey key) {
    this.key = key;
    this.digest =
        key.algorithm() == SignatureAlgorithm.SM2_SM3
            ? DigestAlgorithm.SM3
            : DigestAlgorithm.SHA_256;
  }

  /**
   * Sets the clock.
   *
   * @param chosen gives {@code created}; the system's if not set
   * @return this builder
   */
  public HttpSignerBuilder clock(Clock chosen) {
    this.clock = chosen;
    return this;
  }

  /**
   * Sets the source of nonces. The random number of the signature itself is the key's: {@link
   * SigningKey#random}.
   *
   * @param chosen gives 16 bytes a signature; the platform's if not set
   * @return this builder
   */
  public HttpSignerBuilder random(SecureRandom chosen) {
    this.random = chosen;
    return this;
  }

  /**
   * Sets the digest of bodies.
   *
   * @param chosen SM3 or SHA-256; if not set, SM3 with an SM2 key and SHA-256 with any other
   * @return this builder
   * @throws IllegalArgumentException if the profile does not have it
   */
  public HttpSignerBuilder digest(DigestAlgorithm chosen) {
    if (chosen == DigestAlgorithm.SHA_512) {
      throw new IllegalArgumentException("The profile digests bodies with sm3 or sha-256");
    }
    this.digest = chosen;
    return this;
  }

  /**
   * Builds the signer.
   *
   * @return a signer in the name of the node that the key's certificate names
   * @throws IllegalArgumentException if the key has no certificate, or it names not exactly one
   *     node
   */
  public MessageSigner build() {
    if (key.certificates().isEmpty()) {
      throw new IllegalArgumentException("A node signs with a key that has a certificate: " + key);
    }
    KeyId keyId = KeyId.of(key.certificates().get(0));
    return new HttpMessageSigner(key, keyId, clock, random, digest);
  }
}

package io.github.citydc.signing.trust;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2EnvelopedKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A CA's response to a request of a node with two keys, GB/T 38636.
 *
 * <pre>{@code
 * DualKeys keys = new DualCertificates(signing, encryption, Sm2EnvelopedKey.fromDer(der)).open(key);
 * }</pre>
 *
 * @param signing the certificate for the key of the request
 * @param encryption the certificate for the second key
 * @param encryptionKey the second key, encrypted for the first
 */
public record DualCertificates(
    X509Certificate signing, X509Certificate encryption, Sm2EnvelopedKey encryptionKey) {

  /**
   * Takes both keys into use.
   *
   * @param key the key of the request
   * @return both keys with their certificates
   * @throws io.github.citydc.signing.DecryptionException if the second key was encrypted for
   *     another key, or changed
   * @throws IllegalArgumentException if a certificate is for another key; the message says for
   *     which
   */
  public DualKeys open(SigningKey key) {
    return new DualKeys(
        key.certificates(List.of(signing)), encryptionKey.open(key).certificate(encryption));
  }
}

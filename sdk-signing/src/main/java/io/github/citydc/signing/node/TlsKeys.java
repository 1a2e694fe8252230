package io.github.citydc.signing.node;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.trust.DualKeys;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The TLS keys of a node, and the root their certificates lead to.
 *
 * @param signing signs handshakes
 * @param decryption decrypts in handshakes of TLCP; only beside an SM2 key
 * @param root whom the other side must trust
 */
public record TlsKeys(
    SigningKey signing, Optional<Sm2DecryptionKey> decryption, X509Certificate root) {

  /**
   * Has connections show these keys.
   *
   * @param context what to add them to
   * @return the same builder
   */
  public TlsContextBuilder show(TlsContextBuilder context) {
    return decryption
        .map(second -> context.key(new DualKeys(signing, second)))
        .orElseGet(() -> context.key(signing));
  }
}

package io.github.citydc.testkit;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.HostNames;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The TLS keys of a node, and the root their certificates lead to.
 *
 * @param signing signs handshakes
 * @param decryption decrypts in handshakes of TLCP; only beside an SM2 key
 * @param root whom the other side must trust
 */
record TlsKeys(SigningKey signing, Optional<Sm2DecryptionKey> decryption, X509Certificate root) {

  static TlsKeys issue(SandboxCa ca, HostNames names, TlsProfile profile) {
    if (profile.isSmOnly()) {
      DualKeys both = ca.servers().issueDual(names);
      return new TlsKeys(both.signing(), Optional.of(both.decryption()), ca.root());
    }
    return new TlsKeys(ca.servers().issue(names), Optional.empty(), ca.root());
  }

  TlsContextBuilder show(TlsContextBuilder context) {
    return decryption
        .map(second -> context.key(new DualKeys(signing, second)))
        .orElseGet(() -> context.key(signing));
  }
}

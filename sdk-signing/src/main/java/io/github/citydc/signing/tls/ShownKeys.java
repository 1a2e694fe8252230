package io.github.citydc.signing.tls;

import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.trust.DualKeys;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;

/** The keys whose certificates one side shows: one that signs, and in TLCP one that decrypts. */
record ShownKeys(SigningKey signing, Optional<Sm2DecryptionKey> decryption) {

  static ShownKeys of(SigningKey key) {
    if (key.certificates().isEmpty()) {
      throw new IllegalArgumentException("A key of TLS needs its certificate");
    }
    return new ShownKeys(key, Optional.empty());
  }

  static ShownKeys of(DualKeys keys) {
    return new ShownKeys(keys.signing(), Optional.of(keys.decryption()));
  }

  /** Else every handshake would fail, with a reason that nobody recognises. */
  void requireFit(TlsProfile profile, boolean hasProvider) {
    boolean sm2 = signing.algorithm() == SignatureAlgorithm.SM2_SM3;
    if (profile.isSmOnly() && !sm2) {
      throw new IllegalArgumentException(
          "TLS with SM suites only needs an SM2 key, this one is for " + signing.algorithm());
    }
    if (sm2 && !hasProvider) {
      throw new IllegalArgumentException(
          "The JDK's TLS knows no SM2 keys: take a P-256 key, or name a provider that does");
    }
  }

  KeyManager manager(Jca jca) throws GeneralSecurityException {
    KeyKind kind = KeyKind.of(signing.algorithm());
    Map<String, OwnKeys.Entry> entries = new LinkedHashMap<>();
    entries.put("sign", entry(jca, kind, signing.toPrivateKeyPem(), signing.certificates()));
    if (decryption.isPresent()) {
      Sm2DecryptionKey second = decryption.get();
      List<X509Certificate> chain = new ArrayList<>(signing.certificates());
      chain.set(0, second.certificate().orElseThrow());
      entries.put("decrypt", entry(jca, KeyKind.SM2, second.toPrivateKeyPem(), chain));
    }
    OwnKeys own = new OwnKeys(kind, entries);
    return jca.isBouncyCastle() ? new BouncyCastleKeys(own) : own;
  }

  private static OwnKeys.Entry entry(
      Jca jca, KeyKind kind, String pem, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      chain.add(jca.certificate(certificate));
    }
    return new OwnKeys.Entry(jca.privateKey(kind, pem), chain);
  }
}

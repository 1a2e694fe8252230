package io.github.citydc.signing.tls;

import io.github.citydc.signing.internal.Pem;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Keys and certificates as objects of the classes that a JSSE provider works with: its own where it
 * makes some, as a provider does that knows SM2 by itself; else BouncyCastle's for SM2, and the
 * JDK's for the rest.
 */
final class Jca {

  private static final String X509 = "X.509";
  private static final String BOUNCY_CASTLE_JSSE = "BCJSSE";
  private static final String PKIX = "PKIX";

  private final Optional<Provider> jsse;

  Jca(Optional<Provider> jsse) {
    this.jsse = jsse;
  }

  boolean isBouncyCastle() {
    return jsse.map(Jca::isBouncyCastle).orElse(false);
  }

  static boolean isBouncyCastle(Provider provider) {
    return provider.getName().equals(BOUNCY_CASTLE_JSSE);
  }

  SSLContext context(String protocol) throws GeneralSecurityException {
    return jsse.isPresent()
        ? SSLContext.getInstance(protocol, jsse.get())
        : SSLContext.getInstance(protocol);
  }

  PrivateKey privateKey(KeyKind kind, String pem) throws GeneralSecurityException {
    Optional<Provider> maker = maker("KeyFactory", kind.keyFactory(), kind == KeyKind.SM2);
    KeyFactory factory =
        maker.isPresent()
            ? KeyFactory.getInstance(kind.keyFactory(), maker.get())
            : KeyFactory.getInstance(kind.keyFactory());
    return factory.generatePrivate(new PKCS8EncodedKeySpec(Pem.read(pem, Pem.PRIVATE_KEY).get(0)));
  }

  /** Those that the JDK cannot read stay as they are: it could not use them either. */
  X509Certificate certificate(X509Certificate certificate) throws GeneralSecurityException {
    Optional<Provider> maker = maker("CertificateFactory", X509, false);
    if (maker.isEmpty()) {
      return certificate;
    }
    return (X509Certificate)
        CertificateFactory.getInstance(X509, maker.get())
            .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
  }

  private Optional<Provider> maker(String service, String algorithm, boolean sm2) {
    return jsse.filter(provider -> provider.getService(service, algorithm) != null)
        .or(() -> sm2 ? Optional.of(new BouncyCastleProvider()) : Optional.empty());
  }

  /** Trusts what the JVM trusts if no roots are given. */
  X509TrustManager trusting(Optional<List<X509Certificate>> roots) throws GeneralSecurityException {
    TrustManagerFactory factory =
        jsse.isPresent()
            ? TrustManagerFactory.getInstance(PKIX, jsse.get())
            : TrustManagerFactory.getInstance(PKIX);
    if (roots.isPresent()) {
      factory.init(anchors(roots.get()));
    } else {
      factory.init((KeyStore) null);
    }
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(trust -> (X509TrustManager) new DatedTrust((X509ExtendedTrustManager) trust))
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  /** Without revocation, which the JDK would look up in the network: see the signatures' trust. */
  private CertPathTrustManagerParameters anchors(List<X509Certificate> roots)
      throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate root : roots) {
      anchors.add(new TrustAnchor(certificate(root), null));
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
    parameters.setRevocationEnabled(false);
    return new CertPathTrustManagerParameters(parameters);
  }
}

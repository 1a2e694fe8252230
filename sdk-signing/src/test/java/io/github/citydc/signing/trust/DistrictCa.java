package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** A CA between a sandbox root and nodes, as cities with district CAs have it. */
public final class DistrictCa {

  private static final X500Name NAME = new X500Name("CN=district CA");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SigningKey key;
  private final Instant begin;

  public DistrictCa(SandboxCa root, Instant begin) {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    X509Certificate certificate =
        new CertificateDraft(NAME, bare.verificationKey())
            .validFrom(begin, begin.plusSeconds(3600))
            .with(Extension.basicConstraints, true, new BasicConstraints(0))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .signedBy(root.key(), ParsedCertificate.of(root.root()).subject(), RANDOM);
    this.key = bare.certificates(List.of(certificate));
    this.begin = begin;
  }

  /** A key with its certificate and that of this CA. */
  public SigningKey issue(NodeId node) {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    GeneralName urn = new GeneralName(GeneralName.uniformResourceIdentifier, node.toUrn());
    X509Certificate certificate =
        new CertificateDraft(new X500Name("CN=node"), bare.verificationKey())
            .validFrom(begin, begin.plusSeconds(3600))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .with(Extension.subjectAlternativeName, false, new GeneralNames(urn))
            .signedBy(key, NAME, RANDOM);
    return bare.certificates(List.of(certificate, key.certificates().get(0)));
  }

  /** A list of this CA, on which nothing stands. */
  public byte[] crl(Instant nextUpdate) {
    try {
      return new X509v2CRLBuilder(NAME, Date.from(begin))
          .setNextUpdate(Date.from(nextUpdate))
          .build(new KeyContentSigner(key))
          .getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.citydc.signing.trust;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;

/** A name and a key that issue whatever a test wants. */
final class TestCa {

  private static final SecureRandom RANDOM = new SecureRandom();

  final X500Name name;
  final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);

  TestCa(String name) {
    this.name = new X500Name(name);
  }

  /** The certificate of another CA, with the extensions that a test adds. */
  X509Certificate certify(
      TestCa ca,
      Instant begin,
      Instant end,
      int usage,
      UnaryOperator<CertificateDraft> extensions) {
    CertificateDraft draft =
        new CertificateDraft(ca.name, ca.key.verificationKey())
            .validFrom(begin, end)
            .with(Extension.basicConstraints, true, new BasicConstraints(true))
            .with(Extension.keyUsage, true, new KeyUsage(usage));
    return extensions.apply(draft).signedBy(key, name, RANDOM);
  }

  X509Certificate certify(TestCa ca, Instant begin, Instant end) {
    return certify(ca, begin, end, draft -> draft);
  }

  X509Certificate certify(
      TestCa ca, Instant begin, Instant end, UnaryOperator<CertificateDraft> extensions) {
    return certify(ca, begin, end, KeyUsage.keyCertSign | KeyUsage.cRLSign, extensions);
  }

  /** The certificate of a node, with the extensions that a test adds. */
  X509Certificate issue(
      X500Name subject,
      NodeId node,
      Instant begin,
      Instant end,
      UnaryOperator<CertificateDraft> extensions) {
    GeneralName urn = new GeneralName(GeneralName.uniformResourceIdentifier, node.toUrn());
    return extensions
        .apply(draft(subject, new GeneralNames(urn), begin, end))
        .signedBy(key, name, RANDOM);
  }

  /** The certificate of a node with these alternative names. */
  X509Certificate issueNamed(X500Name subject, GeneralNames names, Instant begin, Instant end) {
    return draft(subject, names, begin, end).signedBy(key, name, RANDOM);
  }

  private static CertificateDraft draft(
      X500Name subject, GeneralNames names, Instant begin, Instant end) {
    SigningKey bare = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
    return new CertificateDraft(subject, bare.verificationKey())
        .validFrom(begin, end)
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .with(Extension.subjectAlternativeName, false, names);
  }

  X509Certificate issue(NodeId node, Instant begin, Instant end) {
    return issue(new X500Name("C=CN,CN=node"), node, begin, end, draft -> draft);
  }

  /** A list with a number, on which these certificates stand. */
  byte[] crl(long number, Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
    try {
      X509v2CRLBuilder list =
          new X509v2CRLBuilder(name, Date.from(thisUpdate)).setNextUpdate(Date.from(nextUpdate));
      if (number >= 0) {
        list.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
      }
      for (X509Certificate certificate : List.of(revoked)) {
        list.addCRLEntry(
            certificate.getSerialNumber(), Date.from(thisUpdate), CRLReason.cessationOfOperation);
      }
      return list.build(new KeyContentSigner(key)).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

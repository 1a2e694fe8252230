package io.github.citydc.signing.sandbox;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.Sm2EnvelopedKey;
import io.github.citydc.signing.Sm2PublicKey;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.sandbox.internal.CertificateDraft;
import io.github.citydc.signing.sandbox.internal.SandboxPoints;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualCertificates;
import io.github.citydc.signing.trust.DualKeys;
import java.net.URI;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * A certification authority for sandboxes and tests: a root made on the spot, and certificates of
 * nodes and of servers. It remembers what it revoked, for as long as it lives, and nothing else:
 * <b>never trust its root in production</b>, where the city's CA issues the certificates.
 *
 * <pre>{@code
 * SandboxCa ca = SandboxCa.create("Guangzhou sandbox");
 * SigningKey hub = ca.issue(NodeId.parse("440100:11440100696927049H:hub"));
 * TrustStore trust = TrustStore.of(List.of(ca.root()));
 * }</pre>
 *
 * <p>What it says about revocation are bytes, to be served as the test needs: {@link #crl} at a
 * distribution point or into a folder, {@link #ocsp} from a responder.
 *
 * <p>Thread-safe.
 */
public final class SandboxCa {

  private static final Duration ROOT_VALIDITY = Duration.ofDays(3650);
  private static final Duration NODE_VALIDITY = Duration.ofDays(365);
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private final SigningKey key;
  private final Clock clock;
  private final SecureRandom random;
  private final SandboxStatus status;
  private final SandboxPoints points;

  private SandboxCa(
      SigningKey key,
      Clock clock,
      SecureRandom random,
      SandboxStatus status,
      SandboxPoints points) {
    this.key = key;
    this.clock = clock;
    this.random = random;
    this.status = status;
    this.points = points;
  }

  private SandboxCa(SigningKey key, Clock clock, SecureRandom random) {
    this(key, clock, random, new SandboxStatus(key, clock), SandboxPoints.none());
  }

  /**
   * Makes an SM2 root that is valid for ten years from now.
   *
   * @param name its common name
   * @return the authority
   */
  public static SandboxCa create(String name) {
    return create(name, ChinaTime.clock(), new SecureRandom());
  }

  /**
   * Makes an SM2 root that is valid for ten years.
   *
   * @param name its common name
   * @param clock says when validity begins: five minutes earlier, for the clocks of others
   * @param random where keys and serial numbers come from
   * @return the authority
   */
  public static SandboxCa create(String name, Clock clock, SecureRandom random) {
    return create(name, SignatureAlgorithm.SM2_SM3, clock, random);
  }

  /**
   * Makes a root on P-256, valid for ten years from now, for {@linkplain #servers servers} whom the
   * JDK's own TLS must trust: it does not know SM2.
   *
   * @param name its common name
   * @return the authority
   */
  public static SandboxCa createForTls(String name) {
    return create(
        name, SignatureAlgorithm.ECDSA_P256_SHA256, ChinaTime.clock(), new SecureRandom());
  }

  private static SandboxCa create(
      String name, SignatureAlgorithm algorithm, Clock clock, SecureRandom random) {
    SigningKey key = SigningKey.generate(algorithm, random);
    Instant begin = clock.instant().minus(BACKDATED);
    X509Certificate root =
        new CertificateDraft(named(name), key.verificationKey())
            .validFrom(begin, begin.plus(ROOT_VALIDITY))
            .with(Extension.basicConstraints, true, new BasicConstraints(true))
            .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .signedBy(key, named(name), random);
    return new SandboxCa(key.certificates(List.of(root)), clock, random);
  }

  /**
   * Takes up an authority whose key and root were kept.
   *
   * @param key the key of the root, with the root as its certificate
   * @param clock as for {@link #create(String, Clock, SecureRandom)}
   * @param random as for {@link #create(String, Clock, SecureRandom)}
   * @return the authority
   * @throws IllegalArgumentException if the key has no certificate, or that of something that is
   *     not a CA
   */
  public static SandboxCa of(SigningKey key, Clock clock, SecureRandom random) {
    if (key.certificates().isEmpty() || key.certificates().get(0).getBasicConstraints() < 0) {
      throw new IllegalArgumentException(
          "The key of a sandbox CA comes with the certificate of a CA");
    }
    return new SandboxCa(key, clock, random);
  }

  /**
   * The same authority, whose certificates from now on name a distribution point, RFC 5280
   * §4.2.1.13.
   *
   * @param crl where its list is served
   * @return the authority
   */
  public SandboxCa crlAt(URI crl) {
    return new SandboxCa(key, clock, random, status, points.crl(crl));
  }

  /**
   * The same authority, whose certificates from now on name an OCSP responder, RFC 5280 §4.2.2.1.
   *
   * @param responder where its answers are served
   * @return the authority
   */
  public SandboxCa ocspAt(URI responder) {
    return new SandboxCa(key, clock, random, status, points.responder(responder));
  }

  /**
   * The certificates it issues for servers, by host names and addresses.
   *
   * @return makes them
   */
  public ServerCertificates servers() {
    return new ServerCertificates(key, clock, random, points);
  }

  static X500Name named(String name) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "CN")
        .addRDN(BCStyle.O, "Sandbox")
        .addRDN(BCStyle.CN, name)
        .build();
  }

  /**
   * Makes an SM2 key and its certificate for a node, valid for a year.
   *
   * @param node whom the certificate is bound to
   * @return the key with its certificate
   */
  public SigningKey issue(NodeId node) {
    SigningKey nodeKey = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    return nodeKey.certificates(List.of(certify(node, nodeKey.verificationKey())));
  }

  /**
   * Certifies a key for a year.
   *
   * @param node whom the certificate is bound to
   * @param nodeKey the public key to certify, of any algorithm
   * @return the certificate
   */
  public X509Certificate certify(NodeId node, VerificationKey nodeKey) {
    Instant begin = clock.instant().minus(BACKDATED);
    return certify(node, nodeKey, begin, begin.plus(NODE_VALIDITY));
  }

  /**
   * Certifies a key for a period.
   *
   * @param node whom the certificate is bound to
   * @param nodeKey the public key to certify, of any algorithm
   * @param notBefore first second of its validity
   * @param notAfter last second of its validity
   * @return the certificate
   */
  public X509Certificate certify(
      NodeId node, VerificationKey nodeKey, Instant notBefore, Instant notAfter) {
    return points
        .on(draft(node, nodeKey, KeyUsage.digitalSignature))
        .validFrom(notBefore, notAfter)
        .signedBy(key, subjectOf(root()), random);
  }

  private static CertificateDraft draft(NodeId node, VerificationKey nodeKey, int usage) {
    GeneralName urn = new GeneralName(GeneralName.uniformResourceIdentifier, node.toUrn());
    return new CertificateDraft(named(node.toString()), nodeKey)
        .with(Extension.basicConstraints, true, new BasicConstraints(false))
        .with(Extension.keyUsage, true, new KeyUsage(usage))
        .with(Extension.subjectAlternativeName, false, new GeneralNames(urn));
  }

  /**
   * Answers a request for a certificate that signs, valid for a year. Only key and node are taken
   * from the request.
   *
   * @param request what a node has sent
   * @return the certificate
   * @throws IllegalArgumentException if the request names no node
   */
  public X509Certificate certify(CertificateRequest request) {
    return certify(request.requireNode(), request.key());
  }

  /**
   * Answers a request with dual certificates, valid for a year: one for the key of the request,
   * which signs, and one for a key that is made here, which decrypts.
   *
   * @param request what a node has sent, for an SM2 key
   * @return both certificates, and the second key encrypted for the first
   * @throws IllegalArgumentException if the request names no node, or its key is not SM2
   */
  public DualCertificates certifyDual(CertificateRequest request) {
    Sm2PublicKey owner = Sm2PublicKey.of(request.key());
    Sm2DecryptionKey second = Sm2DecryptionKey.generate(random);
    Instant begin = clock.instant().minus(BACKDATED);
    X509Certificate encryption =
        points
            .on(
                draft(
                    request.requireNode(),
                    second.publicKey().toVerificationKey(),
                    KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement))
            .validFrom(begin, begin.plus(NODE_VALIDITY))
            .signedBy(key, subjectOf(root()), random);
    return new DualCertificates(
        certify(request), encryption, Sm2EnvelopedKey.wrap(second, owner, random));
  }

  /**
   * Makes both keys of a node with their certificates, valid for a year.
   *
   * @param node whom the certificates are bound to
   * @return the key that signs and the key that decrypts
   */
  public DualKeys issueDual(NodeId node) {
    SigningKey signing = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    return certifyDual(CertificateRequest.create(signing, node)).open(signing);
  }

  /**
   * Revokes a certificate, as of now.
   *
   * @param certificate one that this authority has issued
   */
  public void revoke(X509Certificate certificate) {
    revoke(certificate, clock.instant());
  }

  /**
   * Revokes a certificate.
   *
   * @param certificate one that this authority has issued
   * @param since when it was revoked, to the second
   */
  public void revoke(X509Certificate certificate, Instant since) {
    status.revoke(certificate.getSerialNumber(), since);
  }

  /**
   * Signs the list of what is revoked, RFC 5280 §5.
   *
   * @param validity how long until the next list
   * @return {@code CertificateList} in DER
   */
  public byte[] crl(Duration validity) {
    return status.crl(validity);
  }

  /**
   * Answers as an OCSP responder, RFC 6960: with {@code good} also about certificates that it has
   * never issued.
   *
   * @param request {@code OCSPRequest} in DER
   * @param validity how long until there may be another answer
   * @return {@code OCSPResponse} in DER; {@code malformedRequest} if the request cannot be read
   */
  public byte[] ocsp(byte[] request, Duration validity) {
    return status.ocsp(request, validity);
  }

  private static X500Name subjectOf(X509Certificate certificate) {
    return CertificateDraft.subjectOf(certificate);
  }

  /**
   * The root, to be trusted by the nodes of the sandbox.
   *
   * @return a self-signed certificate
   */
  public X509Certificate root() {
    return key.certificates().get(0);
  }

  /**
   * The key of the root, to be kept for {@link #of}.
   *
   * @return the key with its certificate
   */
  public SigningKey key() {
    return key;
  }

  /** Name of the root and fingerprint; nothing secret. */
  @Override
  public String toString() {
    return "SandboxCa[" + subjectOf(root()) + "]";
  }
}

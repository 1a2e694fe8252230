package io.github.citydc.signing.sandbox;

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
import io.github.citydc.signing.trust.HostNames;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The TLS certificates of a sandbox CA for host names and addresses, valid for both the server and
 * the client side of a connection. They name no node and are never taken for the certificate of
 * one.
 *
 * <pre>{@code
 * SigningKey key = ca.servers().issue(HostNames.of("localhost", "127.0.0.1"));
 * DualKeys both = ca.servers().issueDual(HostNames.of("localhost"));   // GB/T 38636
 * }</pre>
 *
 * <p>They are valid for a year, unless {@link #valid} says otherwise. Thread-safe.
 */
public final class ServerCertificates {

  private static final Duration VALIDITY = Duration.ofDays(365);
  private static final Duration BACKDATED = Duration.ofMinutes(5);
  private static final int ENCRYPTS =
      KeyUsage.keyEncipherment | KeyUsage.dataEncipherment | KeyUsage.keyAgreement;

  private static final KeyPurposeId[] BOTH_ENDS = {
    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
  };

  private final SigningKey issuer;
  private final Clock clock;
  private final SecureRandom random;
  private final SandboxPoints points;
  private final Optional<Period> validity;

  private record Period(Instant first, Instant last) {}

  ServerCertificates(SigningKey issuer, Clock clock, SecureRandom random, SandboxPoints points) {
    this(issuer, clock, random, points, Optional.empty());
  }

  private ServerCertificates(
      SigningKey issuer,
      Clock clock,
      SecureRandom random,
      SandboxPoints points,
      Optional<Period> validity) {
    this.issuer = issuer;
    this.clock = clock;
    this.random = random;
    this.points = points;
    this.validity = validity;
  }

  /**
   * The same, whose certificates from now on are valid for another period than a year from now.
   *
   * @param notBefore first second of their validity
   * @param notAfter last second of their validity
   * @return makes them
   */
  public ServerCertificates valid(Instant notBefore, Instant notAfter) {
    return new ServerCertificates(
        issuer, clock, random, points, Optional.of(new Period(notBefore, notAfter)));
  }

  /**
   * Makes a key of the CA's own algorithm and its certificate.
   *
   * @param names what the server is called
   * @return the key with its certificate
   */
  public SigningKey issue(HostNames names) {
    return issue(names, issuer.algorithm());
  }

  /**
   * Makes a key and its certificate.
   *
   * @param names what the server is called
   * @param algorithm of the key: any but the HMAC algorithms
   * @return the key with its certificate
   * @throws IllegalArgumentException if the algorithm has no key pair
   */
  public SigningKey issue(HostNames names, SignatureAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, random);
    return key.certificates(List.of(certify(names, key.verificationKey())));
  }

  /**
   * Makes both SM2 keys of a server with their certificates, GB/T 38636.
   *
   * @param names what the server is called
   * @return the key that signs and the key that decrypts
   */
  public DualKeys issueDual(HostNames names) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, random);
    return certifyDual(CertificateRequest.create(key, names)).open(key);
  }

  /**
   * Certifies a key.
   *
   * @param names what the server is called
   * @param key the public key to certify, of any algorithm
   * @return the certificate
   */
  public X509Certificate certify(HostNames names, VerificationKey key) {
    boolean rsa = key.algorithm() == SignatureAlgorithm.RSA_PSS_SHA512;
    return signed(names, key, KeyUsage.digitalSignature | (rsa ? KeyUsage.keyEncipherment : 0));
  }

  /**
   * Answers a request. Only key and names are taken from it.
   *
   * @param request what the owner of a server has sent
   * @return the certificate
   * @throws IllegalArgumentException if the request names no host
   */
  public X509Certificate certify(CertificateRequest request) {
    return certify(request.requireHosts(), request.key());
  }

  /**
   * Answers a request with dual certificates: one for the key of the request, which signs, and one
   * for a key that is made here, which decrypts.
   *
   * @param request what the owner of a server has sent, for an SM2 key
   * @return both certificates, and the second key encrypted for the first
   * @throws IllegalArgumentException if the request names no host, or its key is not SM2
   */
  public DualCertificates certifyDual(CertificateRequest request) {
    Sm2PublicKey owner = Sm2PublicKey.of(request.key());
    Sm2DecryptionKey second = Sm2DecryptionKey.generate(random);
    X509Certificate encryption =
        signed(request.requireHosts(), second.publicKey().toVerificationKey(), ENCRYPTS);
    return new DualCertificates(
        certify(request), encryption, Sm2EnvelopedKey.wrap(second, owner, random));
  }

  private X509Certificate signed(HostNames names, VerificationKey key, int usage) {
    Instant begin = validity.map(Period::first).orElseGet(() -> clock.instant().minus(BACKDATED));
    Instant end = validity.map(Period::last).orElseGet(() -> begin.plus(VALIDITY));
    return points
        .on(draft(names, key, usage).validFrom(begin, end))
        .signedBy(issuer, CertificateDraft.subjectOf(issuer.certificates().get(0)), random);
  }

  private static CertificateDraft draft(HostNames names, VerificationKey key, int usage) {
    return new CertificateDraft(SandboxCa.named(names.first()), key)
        .with(Extension.basicConstraints, true, new BasicConstraints(false))
        .with(Extension.keyUsage, true, new KeyUsage(usage))
        .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(BOTH_ENDS))
        .with(Extension.subjectAlternativeName, false, names.toGeneralNames());
  }
}

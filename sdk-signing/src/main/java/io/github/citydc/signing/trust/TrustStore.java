package io.github.citydc.signing.trust;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.Sm2PublicKey;
import io.github.citydc.signing.internal.BoundedCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The roots a node trusts, and the validation of certificates against them: RFC 5280 §6 for paths
 * signed with SM2, ECDSA P-256, Ed25519 or RSA, and the binding of a certificate to exactly one
 * node (interface standard §4.1).
 *
 * <pre>{@code
 * TrustStore trust = TrustStore.ofPem(Path.of("city-ca.pem"));
 * TrustedCertificate district = trust.validate(certificate, clock.instant());
 * }</pre>
 *
 * <p>Thread-safe. Paths that were found valid are remembered, up to a bound; their validity in time
 * is checked every time.
 *
 * <p><b>Security guarantees.</b> A certificate that is returned leads over verified signatures to
 * an anchor, is valid at the time asked for together with every certificate on its path, is meant
 * for the use asked for (digital signatures, encryption), and names exactly one node. Issuers must
 * be CAs allowed to sign certificates, within their path length; a critical extension that is not
 * processed (basic constraints, key usage, subject alternative name and certificate policies are)
 * refuses the path. Revocation is not consulted: a node whose key is lost is taken out of the
 * directory.
 */
public final class TrustStore {

  private static final int REMEMBERED_PATHS = 1024;

  private final List<ParsedCertificate> anchors;
  private final List<ParsedCertificate> intermediates;
  private final BoundedCache<Question, CertificatePath> valid =
      new BoundedCache<>(REMEMBERED_PATHS);

  private record Question(List<X509Certificate> chain, CertificateUse use) {}

  private TrustStore(List<X509Certificate> anchors, List<X509Certificate> intermediates) {
    this.anchors = anchors.stream().map(ParsedCertificate::of).toList();
    this.intermediates = intermediates.stream().map(ParsedCertificate::of).toList();
  }

  /**
   * Trusts every certificate of a PEM text as an anchor.
   *
   * @param pem one or more {@code CERTIFICATE} blocks
   * @return the store
   * @throws IllegalArgumentException if there is none, or one is malformed
   */
  public static TrustStore ofPem(String pem) {
    return of(Certificates.fromPem(pem));
  }

  /**
   * Trusts every certificate of a PEM file as an anchor.
   *
   * @param pem a file with one or more {@code CERTIFICATE} blocks
   * @return the store
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no certificate, or a malformed one
   */
  public static TrustStore ofPem(Path pem) throws IOException {
    return ofPem(Files.readString(pem, StandardCharsets.US_ASCII));
  }

  /**
   * Trusts these certificates as anchors.
   *
   * @param anchors the roots; with none, the store trusts nobody
   * @return the store
   * @throws IllegalArgumentException if one is malformed
   */
  public static TrustStore of(List<X509Certificate> anchors) {
    return new TrustStore(anchors, List.of());
  }

  /**
   * A store that knows more certificates from which a path to an anchor may be built. They are not
   * trusted by themselves.
   *
   * @param certificates issuers between the anchors and the nodes
   * @return a new store with the same anchors
   * @throws IllegalArgumentException if one is malformed
   */
  public TrustStore withIntermediates(List<X509Certificate> certificates) {
    return new TrustStore(
        anchors.stream().map(ParsedCertificate::certificate).toList(), certificates);
  }

  /**
   * Validates the certificate of a node.
   *
   * @param certificate the certificate
   * @param at the time at which it must be valid
   * @return the certificate, validated
   * @throws VerificationException with {@code certificate-untrusted} if no path leads to an anchor,
   *     a rule is broken on it, or the certificate is not bound to one node; with {@code
   *     certificate-expired} if a certificate on the path is not valid at that time
   */
  public TrustedCertificate validate(X509Certificate certificate, Instant at) {
    return validate(List.of(certificate), at);
  }

  /**
   * Validates the certificate of a node with the help of issuers that came with it.
   *
   * @param chain the certificate, then issuers from which a path may be built, in any order
   * @param at the time at which it must be valid
   * @return the certificate, validated
   * @throws VerificationException as {@link #validate(X509Certificate, Instant)}
   * @throws IllegalArgumentException if the chain is empty
   */
  public TrustedCertificate validate(List<X509Certificate> chain, Instant at) {
    return validPath(chain, CertificateUse.SIGNATURE).requireValidAt(at);
  }

  /**
   * Validates the certificate a node wants to be written to with: the second of its dual
   * certificates.
   *
   * @param chain the certificate, then issuers from which a path may be built, in any order
   * @param at the time at which it must be valid
   * @return whom to encrypt for
   * @throws VerificationException as {@link #validate(X509Certificate, Instant)}, where the use
   *     must be the encryption of keys or data and the key SM2
   * @throws IllegalArgumentException if the chain is empty
   */
  public TrustedReceiver validateForEncryption(List<X509Certificate> chain, Instant at) {
    TrustedCertificate trusted = validPath(chain, CertificateUse.ENCRYPTION).requireValidAt(at);
    try {
      return new TrustedReceiver(
          trusted.keyId(), Sm2PublicKey.of(trusted.key()), trusted.chain().get(0));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private CertificatePath validPath(List<X509Certificate> chain, CertificateUse use) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("There is no certificate to validate");
    }
    return valid.get(new Question(List.copyOf(chain), use), this::path);
  }

  private CertificatePath path(Question question) {
    List<X509Certificate> chain = question.chain();
    try {
      List<ParsedCertificate> issuers =
          Stream.concat(chain.stream().skip(1).map(ParsedCertificate::of), intermediates.stream())
              .toList();
      return new PathBuilder(anchors, issuers, question.use())
          .build(ParsedCertificate.of(chain.get(0)));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  /** How many anchors there are. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    anchors.forEach(anchor -> names.add(anchor.subject().toString()));
    return "TrustStore" + names;
  }
}

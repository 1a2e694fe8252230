package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.VerificationException;
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
import java.util.Optional;
import java.util.Set;

/**
 * The roots a node trusts, and the validation of certificates against them: RFC 5280 §6 for paths
 * signed with SM2, ECDSA P-256, Ed25519 or RSA, and the binding of a certificate to exactly one
 * node (interface standard §4.2).
 *
 * <pre>{@code
 * TrustStore trust = TrustStore.ofPem(Path.of("city-ca.pem"));
 * TrustedCertificate district = trust.validate(certificate, clock.instant());
 * }</pre>
 *
 * <p>Thread-safe. Paths that keep all rules are remembered, up to a bound; their validity in time
 * is checked every time.
 *
 * <p><b>Security guarantees.</b> A certificate that is returned leads over verified signatures to
 * an anchor, is valid at the time asked for together with every certificate on its path, is meant
 * for the use asked for (digital signatures, encryption), and names exactly one node. Issuers must
 * be CAs allowed to sign certificates, within their path length. Basic constraints, key usage,
 * extended key usage, name constraints and the constraints of policies count whether or not they
 * are critical; another critical extension refuses the path. All paths are tried: after the renewal
 * of a CA, the order of its certificates decides nothing. Revocation is consulted by a store
 * {@linkplain #revocation with a check}, and by no other: there, a node whose key is lost is taken
 * out of the directory.
 */
public final class TrustStore {

  private static final int REMEMBERED_PATHS = 1024;

  private final List<ParsedCertificate> anchors;
  private final List<ParsedCertificate> intermediates;
  private final Optional<RevocationCheck> revocation;
  private final Set<String> morePurposes;
  private final BoundedCache<Question, List<CertificatePath>> known =
      new BoundedCache<>(REMEMBERED_PATHS);

  private record Question(List<X509Certificate> chain, CertificateUse use) {}

  private TrustStore(
      List<ParsedCertificate> anchors,
      List<ParsedCertificate> intermediates,
      Optional<RevocationCheck> revocation,
      Set<String> morePurposes) {
    this.anchors = anchors;
    this.intermediates = intermediates;
    this.revocation = revocation;
    this.morePurposes = morePurposes;
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
   * @param anchors the roots; with none, the store trusts no certificate
   * @return the store
   * @throws IllegalArgumentException if one is malformed
   */
  public static TrustStore of(List<X509Certificate> anchors) {
    return new TrustStore(parsed(anchors), List.of(), Optional.empty(), Set.of());
  }

  /**
   * Returns a store with additional certificates for building paths to an anchor. They are not
   * trusted by themselves.
   *
   * @param certificates issuers between the anchors and the nodes
   * @return a new store with the same anchors
   * @throws IllegalArgumentException if one is malformed
   */
  public TrustStore intermediates(List<X509Certificate> certificates) {
    return new TrustStore(anchors, parsed(certificates), revocation, morePurposes);
  }

  /**
   * A store that also asks whether certificates were revoked: that of the node and those between it
   * and the anchor. Without a check it does not.
   *
   * @param check asks, and decides what becomes of a certificate of which nothing is known
   * @return a new store with the same certificates
   */
  public TrustStore revocation(RevocationCheck check) {
    return new TrustStore(anchors, intermediates, Optional.of(check), morePurposes);
  }

  /**
   * A store that also accepts certificates whose extended key usage names these purposes: those
   * that the CAs of a network write for the exchange.
   *
   * @param purposes object identifiers, for example {@code 1.2.156.112600.1.3}
   * @return a new store with the same certificates
   */
  public TrustStore purposes(Set<String> purposes) {
    return new TrustStore(anchors, intermediates, revocation, Set.copyOf(purposes));
  }

  private static List<ParsedCertificate> parsed(List<X509Certificate> certificates) {
    return certificates.stream().map(ParsedCertificate::of).toList();
  }

  /**
   * Validates the certificate of a node.
   *
   * @param certificate the certificate
   * @param at the time at which it must be valid
   * @return the certificate, validated
   * @throws VerificationException with {@code certificate-untrusted} if no path leads to an anchor,
   *     a rule is broken on it, or the certificate is not bound to one node; with {@code
   *     certificate-not-valid} if a certificate on the path is not valid at that time; with a check
   *     of revocation also with {@code certificate-revoked} if one was revoked by that time, and as
   *     its {@link RevocationPolicy} says if that is not known
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
    return validate(chain, at, RevocationEvidence.none());
  }

  /**
   * Validates the certificate of a node as of a time gone by, with what was kept about revocation
   * then. A store without a revocation check is offline; with one, the current status counts in
   * addition to the stored evidence.
   *
   * @param chain the certificate, then issuers from which a path may be built, in any order
   * @param at the time at which it must have been valid
   * @param kept what was known then; its lists and responses must all be about this path
   * @return the certificate, validated, with the status that is known
   * @throws VerificationException as {@link #validate(X509Certificate, Instant)}; with {@code
   *     certificate-revoked} if a certificate had been revoked by then; with {@code
   *     certificate-untrusted} if something that was kept is not genuine, of another time or about
   *     something else
   * @throws IllegalArgumentException if the chain is empty
   */
  public TrustedCertificate validate(
      List<X509Certificate> chain, Instant at, RevocationEvidence kept) {
    return new PathRevocation(revocation, kept).require(paths(chain, CertificateUse.SIGNATURE), at);
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
    TrustedCertificate trusted =
        new PathRevocation(revocation, RevocationEvidence.none())
            .require(paths(chain, CertificateUse.ENCRYPTION), at);
    try {
      return new TrustedReceiver(
          trusted.keyId(), Sm2PublicKey.of(trusted.key()), trusted.chain().get(0));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private List<CertificatePath> paths(List<X509Certificate> chain, CertificateUse use) {
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("There is no certificate to validate");
    }
    return known.get(new Question(List.copyOf(chain), use), this::paths);
  }

  private List<CertificatePath> paths(Question question) {
    List<X509Certificate> chain = question.chain();
    try {
      return new PathBuilder(
              anchors,
              intermediates,
              parsed(chain.subList(1, chain.size())),
              new CertificateRules(question.use(), morePurposes))
          .build(ParsedCertificate.of(chain.get(0)));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  /** The number of anchors. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    anchors.forEach(anchor -> names.add(anchor.subject().toString()));
    return "TrustStore" + names;
  }
}

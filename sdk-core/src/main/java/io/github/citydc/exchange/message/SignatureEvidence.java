package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The evidence needed to verify a signature again years later, without the other parts of the
 * message.
 *
 * @param signatureBase the text that was signed, RFC 9421 §2.5; it names key id, algorithm and time
 * @param signature the signature, Base64
 * @param certificates the signer's certificate first, then its issuers without the root; each DER
 *     in Base64
 * @param revocation what showed that none of the certificates was revoked
 * @param bundle of what came in a bundle: the path to the root that was signed; empty if the
 *     signature covers the digest of the body itself
 */
public record SignatureEvidence(
    String signatureBase,
    String signature,
    List<String> certificates,
    RevocationEvidence revocation,
    Optional<BundlePath> bundle) {

  /** Copies the certificates. */
  public SignatureEvidence {
    certificates = List.copyOf(certificates);
  }

  /**
   * Evidence of something that came alone, not in a bundle.
   *
   * @param signatureBase the text that was signed
   * @param signature the signature, Base64
   * @param certificates the signer's certificate first, then its issuers without the root
   * @param revocation what showed that none of the certificates was revoked
   */
  public SignatureEvidence(
      String signatureBase,
      String signature,
      List<String> certificates,
      RevocationEvidence revocation) {
    this(signatureBase, signature, certificates, revocation, Optional.empty());
  }

  /**
   * Evidence that says nothing about revocation.
   *
   * @param signatureBase the text that was signed
   * @param signature the signature, Base64
   * @param certificates the signer's certificate first, then its issuers without the root
   */
  public SignatureEvidence(String signatureBase, String signature, List<String> certificates) {
    this(signatureBase, signature, certificates, RevocationEvidence.none());
  }

  /**
   * The evidence of one line of the bundle that this is the evidence of.
   *
   * @param path from the line to the root that was signed
   * @return the same signature, for that line
   */
  public SignatureEvidence inBundle(BundlePath path) {
    return new SignatureEvidence(
        signatureBase, signature, certificates, revocation, Optional.of(path));
  }

  /**
   * Writes the evidence as members of a JSON object, such as a line of an archive.
   *
   * @param object what to add them to
   */
  public void writeTo(ObjectNode object) {
    EvidenceJson.write(object, this);
  }

  /**
   * Reads the evidence from members of a JSON object.
   *
   * @param members of the object
   * @return what {@link #writeTo} wrote
   * @throws MalformedMessageException if a member is missing
   */
  public static SignatureEvidence readFrom(JsonMembers members) {
    return EvidenceJson.read(members);
  }
}

package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.internal.Pem;
import io.github.citydc.signing.trust.internal.KeyContentSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;

/**
 * A certificate request that a node or a server sends to its CA: PKCS#10, RFC 2986, signed with the
 * key that is to be certified.
 *
 * <pre>{@code
 * SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
 * String forTheCa = CertificateRequest.create(key, node, "C=CN,O=Tianhe District,CN=grid").toPem();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * <p><b>Security guarantees.</b> An instance was signed with the private key of its public key. It
 * proves nothing else: the CA must find out by other means whether the subject and the node are
 * those of the applicant.
 */
public final class CertificateRequest {

  private final PKCS10CertificationRequest request;
  private final VerificationKey key;
  private final Optional<NodeId> node;
  private final Optional<HostNames> hosts;

  private CertificateRequest(PKCS10CertificationRequest request) throws IOException {
    this.request = request;
    this.key =
        VerificationKey.fromSubjectPublicKeyInfo(
            request.getSubjectPublicKeyInfo().getEncoded("DER"));
    this.node = node(request);
    this.hosts = Optional.ofNullable(request.getRequestedExtensions()).flatMap(HostNames::from);
  }

  /**
   * Creates a request for a certificate whose common name is the node.
   *
   * @param key the key to certify, SM2, P-256 or Ed25519
   * @param node whom the certificate shall be bound to
   * @return the request
   * @throws IllegalArgumentException if the key is of another kind
   */
  public static CertificateRequest create(SigningKey key, NodeId node) {
    return create(key, node, "CN=" + node);
  }

  /**
   * Creates a request for a certificate with the name that the CA requires.
   *
   * @param key the key to certify, SM2, P-256 or Ed25519
   * @param node whom the certificate shall be bound to: a URI in the subject alternative name
   * @param subject a distinguished name, RFC 4514, in the order of its DER: {@code C=CN,O=…,CN=…}
   * @return the request
   * @throws IllegalArgumentException if the key is of another kind, or the name malformed
   */
  public static CertificateRequest create(SigningKey key, NodeId node, String subject) {
    return create(
        key,
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, node.toUrn())),
        subject);
  }

  /**
   * Creates a request for a server certificate whose common name is the first of its names.
   *
   * @param key the key to certify, SM2, P-256 or Ed25519
   * @param hosts what the server is called: the subject alternative name
   * @return the request
   * @throws IllegalArgumentException if the key is of another kind
   */
  public static CertificateRequest create(SigningKey key, HostNames hosts) {
    return create(key, hosts, "CN=" + hosts.first());
  }

  /**
   * Creates a request for a server certificate with the name that the CA requires.
   *
   * @param key the key to certify, SM2, P-256 or Ed25519
   * @param hosts what the server is called: the subject alternative name
   * @param subject as for {@link #create(SigningKey, NodeId, String)}
   * @return the request
   * @throws IllegalArgumentException if the key is of another kind, or the name malformed
   */
  public static CertificateRequest create(SigningKey key, HostNames hosts, String subject) {
    return create(key, hosts.toGeneralNames(), subject);
  }

  private static CertificateRequest create(SigningKey key, GeneralNames names, String subject) {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(key.verificationKey().toSubjectPublicKeyInfo());
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.subjectAlternativeName, false, names);
      return new CertificateRequest(
          new PKCS10CertificationRequestBuilder(new X500Name(subject), info)
              .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
              .build(new KeyContentSigner(key)));
    } catch (IOException e) {
      throw new UncheckedIOException("A request is encoded in memory", e);
    }
  }

  /**
   * Reads a request and verifies its signature.
   *
   * @param pem exactly one {@code CERTIFICATE REQUEST} block
   * @return the request
   * @throws IllegalArgumentException if there is not exactly one, or it is malformed
   * @throws VerificationException with {@code signature-invalid} if its signature is not by its key
   */
  public static CertificateRequest fromPem(String pem) {
    List<byte[]> blocks = Pem.read(pem, Pem.CERTIFICATE_REQUEST);
    if (blocks.size() != 1) {
      throw new IllegalArgumentException(
          "The PEM contains " + blocks.size() + " CERTIFICATE REQUEST blocks, not one");
    }
    return fromDer(blocks.get(0));
  }

  /**
   * Reads a request and verifies its signature.
   *
   * @param der {@code CertificationRequest}, nothing behind it
   * @return the request
   * @throws IllegalArgumentException if it is malformed, or its key is not supported
   * @throws VerificationException with {@code signature-invalid} if its signature is not by its key
   */
  public static CertificateRequest fromDer(byte[] der) {
    try {
      CertificateRequest read = new CertificateRequest(new PKCS10CertificationRequest(der));
      if (!Arrays.equals(read.toDer(), der)) {
        throw new IllegalArgumentException("not in DER");
      }
      read.verify();
      return read;
    } catch (VerificationException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("Not a certification request: " + e.getMessage(), e);
    }
  }

  private void verify() throws IOException {
    byte[] signed = request.toASN1Structure().getCertificationRequestInfo().getEncoded("DER");
    byte[] signature;
    try {
      signature =
          CertificateSignatures.onTheWire(
              request.getSignatureAlgorithm().getAlgorithm(),
              key.algorithm(),
              request.getSignature());
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "the certification request: " + e.getMessage(), e);
    }
    key.verify(signed, signature);
  }

  private static Optional<NodeId> node(PKCS10CertificationRequest request) {
    return Optional.ofNullable(request.getRequestedExtensions())
        .map(
            extensions -> GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName))
        .flatMap(
            names ->
                Arrays.stream(names.getNames())
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> name.getName().toString())
                    .filter(uri -> uri.startsWith("urn:cdx:node:"))
                    .map(NodeId::parseUrn)
                    .findFirst());
  }

  /**
   * The key to certify.
   *
   * @return the public key that the request is signed with
   */
  public VerificationKey key() {
    return key;
  }

  /**
   * The node the request names.
   *
   * @return from the URI of its subject alternative name; empty if it names none
   */
  public Optional<NodeId> node() {
    return node;
  }

  /**
   * The host names and addresses the request names.
   *
   * @return from its subject alternative name; empty if it names none
   */
  public Optional<HostNames> hosts() {
    return hosts;
  }

  public HostNames requireHosts() {
    return hosts.orElseThrow(
        () ->
            new IllegalArgumentException(
                "The request names no host (subject alternative name, DNS name or IP address)"));
  }

  public NodeId requireNode() {
    return node.orElseThrow(
        () ->
            new IllegalArgumentException(
                "The request names no node (subject alternative name, URI urn:cdx:node:)"));
  }

  /**
   * The name the request asks for.
   *
   * @return a distinguished name, in the order of its DER
   */
  public String subject() {
    return request.getSubject().toString();
  }

  /**
   * Writes the request.
   *
   * @return DER, freshly allocated
   */
  public byte[] toDer() {
    try {
      return request.toASN1Structure().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException("A request is encoded in memory", e);
    }
  }

  /**
   * Writes the request.
   *
   * @return a {@code CERTIFICATE REQUEST} block
   */
  public String toPem() {
    return Pem.write(Pem.CERTIFICATE_REQUEST, toDer());
  }

  /** Subject and key. */
  @Override
  public String toString() {
    return "CertificateRequest[" + subject() + ", " + key + "]";
  }
}

package io.github.citydc.signing.cms;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.trust.TrustStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1Set;

/**
 * A verifier of {@code SignedData} with SM2 and SM3, GM/T 0010 §8, in DER or BER and with either
 * set of identifiers. Thread-safe.
 *
 * <pre>{@code
 * SignedContent verified = new CmsVerifier(trust).verify(p7, clock.instant());
 * }</pre>
 *
 * <p><b>Security guarantees.</b> What is returned was signed by every signer the message names,
 * each with a certificate that leads to an anchor, is valid at the time asked for, may sign and is
 * bound to a node. There is at least one signer. Revocation is consulted as the trust store does
 * it, at the time asked for. Where the content goes to a stream, it must not be used before the
 * method has returned. A stream in BER may have any size, in DER 256 MiB; signatures without
 * attributes are verified up to 16 MiB.
 */
public final class CmsVerifier {

  private final TrustStore trust;

  /**
   * A verifier.
   *
   * @param trust whom signers must be certified by; it may know intermediates
   */
  public CmsVerifier(TrustStore trust) {
    this.trust = trust;
  }

  /**
   * Verifies a message with its content inside.
   *
   * @param cms {@code ContentInfo} with {@code SignedData}
   * @param at the time at which the signers' certificates must be valid
   * @return the content and who signed it
   * @throws IllegalArgumentException if the message is malformed, or something stands behind it
   * @throws VerificationException with {@code signature-missing} if it has no signer or no content;
   *     with {@code digest-mismatch}, {@code signature-invalid}, {@code certificate-untrusted} or
   *     {@code certificate-not-valid}
   */
  public SignedContent verify(byte[] cms, Instant at) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    List<VerifiedSignature> signatures =
        inMemory(() -> verify(new ByteArrayInputStream(cms), content, at));
    return new SignedContent(content.toByteArray(), signatures);
  }

  /**
   * Verifies a message of any size with its content inside.
   *
   * @param cms {@code ContentInfo} with {@code SignedData}; read to its end, not closed
   * @param content takes the content, which must not be used before this method has returned
   * @param at the time at which the signers' certificates must be valid
   * @return the signers
   * @throws IOException if one of the streams fails
   * @throws IllegalArgumentException as {@link #verify(byte[], Instant)}
   * @throws VerificationException as {@link #verify(byte[], Instant)}
   */
  public List<VerifiedSignature> verify(InputStream cms, OutputStream content, Instant at)
      throws IOException {
    return CmsReader.wellFormed(
        () -> {
          CmsReader reader = CmsReader.open(cms, ContentType.SIGNED);
          reader.set();
          CmsReader.Data data = reader.data();
          InputStream inside =
              data.content()
                  .orElseThrow(
                      () ->
                          new VerificationException(
                              ProblemCode.SIGNATURE_MISSING,
                              "the content is not inside: verify it detached"));
          SignedBytes signed = SignedBytes.keeping(content);
          inside.transferTo(signed);
          reader.endOf(data);
          return signers(reader, data, signed, at);
        });
  }

  /**
   * Verifies a message whose content came another way.
   *
   * @param cms {@code ContentInfo} with {@code SignedData} without content
   * @param content the content
   * @param at the time at which the signers' certificates must be valid
   * @return the signers
   * @throws IllegalArgumentException as {@link #verify(byte[], Instant)}
   * @throws VerificationException as {@link #verify(byte[], Instant)}
   */
  public List<VerifiedSignature> verifyDetached(byte[] cms, byte[] content, Instant at) {
    return inMemory(() -> verifyDetached(cms, new ByteArrayInputStream(content), at));
  }

  /**
   * Verifies a message whose content, of any size, came another way.
   *
   * @param cms {@code ContentInfo} with {@code SignedData} without content
   * @param content read to its end, not closed
   * @param at the time at which the signers' certificates must be valid
   * @return the signers
   * @throws IOException if the stream fails
   * @throws IllegalArgumentException as {@link #verify(byte[], Instant)}
   * @throws VerificationException as {@link #verify(byte[], Instant)}
   */
  public List<VerifiedSignature> verifyDetached(byte[] cms, InputStream content, Instant at)
      throws IOException {
    return CmsReader.wellFormed(
        () -> {
          CmsReader reader = CmsReader.open(new ByteArrayInputStream(cms), ContentType.SIGNED);
          reader.set();
          CmsReader.Data data = reader.data();
          if (data.content().isPresent()) {
            throw new IllegalArgumentException("the content is inside: verify it there");
          }
          reader.endOf(data);
          SignedBytes signed = SignedBytes.keeping(OutputStream.nullOutputStream());
          content.transferTo(signed);
          return signers(reader, data, signed, at);
        });
  }

  List<VerifiedSignature> signers(
      CmsReader reader, CmsReader.Data data, SignedBytes signed, Instant at) throws IOException {
    ASN1Set certificates = reader.optionalSet(0);
    reader.optionalSet(1);
    ASN1Set signers = reader.set();
    reader.end();
    return new SignerInfoCheck(trust, certificates, at).verify(signers, data.type(), signed);
  }

  /** From memory, only malformed bytes make a parser throw {@code IOException}. */
  static <T> T inMemory(CmsReader.Message<T> message) {
    try {
      return message.read();
    } catch (IOException e) {
      throw new IllegalArgumentException("Malformed CMS: " + e.getMessage(), e);
    }
  }

  /** The anchors. */
  @Override
  public String toString() {
    return "CmsVerifier[" + trust + "]";
  }
}

package io.github.citydc.signing.cms;

import io.github.citydc.signing.trust.TrustedReceiver;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetStringGenerator;
import org.bouncycastle.asn1.BERSequenceGenerator;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * An encrypter that writes {@code EnvelopedData} with SM2 and SM4, GM/T 0010 §9, and {@code
 * SignedAndEnvelopedData}, §10. Thread-safe.
 *
 * <pre>{@code
 * TrustedReceiver hub = trust.validateForEncryption(List.of(certificate), clock.instant());
 * byte[] p7m = new CmsEncrypter(List.of(hub), CmsForm.GM, random).encrypt(document);
 * }</pre>
 *
 * <p>What is returned as bytes is DER; what is written to a stream is BER.
 *
 * <p><b>Security guarantees.</b> Only the receivers read the content; each message has its own key.
 * {@code EnvelopedData} does not show who wrote it, and its SM4-CBC does not notice changes: it is
 * for content whose signature is verified elsewhere. {@code SignedAndEnvelopedData} does both, and
 * the signer's name can be read by everyone.
 */
public final class CmsEncrypter {

  private static final int CHUNK = 8192;

  private final List<TrustedReceiver> receivers;
  private final CmsForm form;
  private final SecureRandom random;

  /**
   * An encrypter.
   *
   * @param receivers who may read, at least one
   * @param form which identifiers to write
   * @param random where keys and initialisation vectors come from
   * @throws IllegalArgumentException if there is no receiver
   */
  public CmsEncrypter(List<TrustedReceiver> receivers, CmsForm form, SecureRandom random) {
    if (receivers.isEmpty()) {
      throw new IllegalArgumentException("A content is encrypted for at least one receiver");
    }
    this.receivers = List.copyOf(receivers);
    this.form = form;
    this.random = random;
  }

  /**
   * Encrypts a content.
   *
   * @param content the content
   * @return {@code ContentInfo} with {@code EnvelopedData}, in DER
   */
  public byte[] encrypt(byte[] content) {
    return CmsWriter.inDer(
        out -> encrypt(new ByteArrayInputStream(content), out, CmsEncrypter::writeWhole));
  }

  /**
   * Encrypts a content of any size.
   *
   * @param content read to its end, not closed
   * @param out takes {@code ContentInfo} with {@code EnvelopedData}, in BER; not closed
   * @throws IOException if one of the streams fails
   */
  public void encrypt(InputStream content, OutputStream out) throws IOException {
    encrypt(content, out, CmsEncrypter::writePieces);
  }

  private void encrypt(InputStream content, OutputStream out, ContentWriter writer)
      throws IOException {
    CmsWriter message = new CmsWriter(out, ContentType.ENVELOPED, form);
    ContentCipher cipher = ContentCipher.generate(random);
    message.add(new ASN1Integer(form == CmsForm.GM ? 1 : 0));
    message.add(RecipientInfos.write(receivers, cipher.key(), form, random));
    writer.write(message, cipher, content);
    message.close();
  }

  /**
   * Signs and encrypts a content.
   *
   * @param signer who signs; it writes the identifiers of its own form
   * @param content the content
   * @return {@code ContentInfo} with {@code SignedAndEnvelopedData}, in DER
   */
  public byte[] signAndEncrypt(CmsSigner signer, byte[] content) {
    return CmsWriter.inDer(out -> signAndEncrypt(signer, new ByteArrayInputStream(content), out));
  }

  /**
   * Signs and encrypts a content of any size.
   *
   * @param signer who signs; it writes the identifiers of its own form
   * @param content read to its end, not closed
   * @param out takes {@code ContentInfo} with {@code SignedAndEnvelopedData}, in BER; not closed
   * @throws IOException if one of the streams fails
   * @throws IllegalArgumentException if the signer writes another form
   */
  public void signAndEncrypt(CmsSigner signer, InputStream content, OutputStream out)
      throws IOException {
    signAndEncrypt(signer, content, out, CmsEncrypter::writePieces);
  }

  private void signAndEncrypt(
      CmsSigner signer, InputStream content, OutputStream out, ContentWriter writer)
      throws IOException {
    if (signer.form() != form) {
      throw new IllegalArgumentException("The signer writes the form " + signer.form());
    }
    CmsWriter message = new CmsWriter(out, ContentType.SIGNED_AND_ENVELOPED, form);
    ContentCipher cipher = ContentCipher.generate(random);
    message.add(new ASN1Integer(1));
    message.add(RecipientInfos.write(receivers, cipher.key(), form, random));
    message.add(new DERSet(SignerInfoWriter.SM3));
    Sm3Input digested = new Sm3Input(content);
    writer.write(message, cipher, digested);
    message.add(signer.signer().certificates());
    message.add(signer.signer().signerInfos(digested.digest()));
    message.close();
  }

  /** In DER the encrypted content is one string; its tag hides from encoders that it is one. */
  private static void writeWhole(CmsWriter message, ContentCipher cipher, InputStream content)
      throws IOException {
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    cipher.encrypt(content, encrypted);
    BERSequenceGenerator data = message.beginData();
    data.addObject(cipher.algorithm());
    data.addObject(new DERTaggedObject(false, 0, new DEROctetString(encrypted.toByteArray())));
    data.close();
  }

  private static void writePieces(CmsWriter message, ContentCipher cipher, InputStream content)
      throws IOException {
    BERSequenceGenerator data = message.beginData();
    data.addObject(cipher.algorithm());
    BEROctetStringGenerator octets =
        new BEROctetStringGenerator(data.getRawOutputStream(), 0, false);
    try (OutputStream inside = octets.getOctetOutputStream(new byte[CHUNK])) {
      cipher.encrypt(content, inside);
    }
    data.close();
  }

  /** Writes {@code EncryptedContentInfo}. */
  private interface ContentWriter {
    void write(CmsWriter message, ContentCipher cipher, InputStream content) throws IOException;
  }

  /** The receivers. */
  @Override
  public String toString() {
    return "CmsEncrypter" + receivers;
  }
}

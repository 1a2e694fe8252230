package io.github.citydc.signing.cms;

import io.github.citydc.signing.SigningKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetStringGenerator;
import org.bouncycastle.asn1.BERSequenceGenerator;
import org.bouncycastle.asn1.DERSet;

/**
 * A signer that writes {@code SignedData} with SM2 and SM3, GM/T 0010 §8, with the content inside
 * or detached. Thread-safe.
 *
 * <pre>{@code
 * CmsSigner signer = new CmsSigner(key, CmsForm.GM, ChinaTime.clock());
 * byte[] p7s = signer.signDetached(document);
 * signer.sign(in, out);   // any size, constant memory
 * }</pre>
 *
 * <p>What is returned as bytes is DER; what is written to a stream is BER, since its length is not
 * known when it begins.
 *
 * <p><b>Security guarantees.</b> The signature covers the content, its type and the time by the
 * clock of the signer; the certificates that come along are not covered and not needed to be. The
 * content can be read by everyone.
 */
public final class CmsSigner {

  private static final int CHUNK = 8192;

  private final SignerInfoWriter signer;
  private final CmsForm form;

  /**
   * A signer.
   *
   * @param key an SM2 key with its certificate
   * @param form which identifiers to write
   * @param clock the signing time
   * @throws IllegalArgumentException if the key is of another kind or has no certificate
   */
  public CmsSigner(SigningKey key, CmsForm form, Clock clock) {
    this.signer = new SignerInfoWriter(key, form, clock);
    this.form = form;
  }

  /**
   * Signs a content that goes along.
   *
   * @param content the content
   * @return {@code ContentInfo} with {@code SignedData}, in DER
   */
  public byte[] sign(byte[] content) {
    return CmsWriter.inDer(out -> sign(new ByteArrayInputStream(content), out));
  }

  /**
   * Signs a content of any size that goes along.
   *
   * @param content read to its end, not closed
   * @param out takes {@code ContentInfo} with {@code SignedData}, in BER; not closed
   * @throws IOException if one of the streams fails
   */
  public void sign(InputStream content, OutputStream out) throws IOException {
    CmsWriter message = begin(out);
    BERSequenceGenerator data = message.beginData();
    BEROctetStringGenerator octets =
        new BEROctetStringGenerator(data.getRawOutputStream(), 0, true);
    byte[] digest;
    try (OutputStream inside = octets.getOctetOutputStream(new byte[CHUNK])) {
      digest = digest(content, inside);
    }
    data.close();
    end(message, digest);
  }

  /**
   * Signs a content that goes another way.
   *
   * @param content the content
   * @return {@code ContentInfo} with {@code SignedData} without content, in DER
   */
  public byte[] signDetached(byte[] content) {
    try {
      return signDetached(new ByteArrayInputStream(content));
    } catch (IOException e) {
      throw new UncheckedIOException("Read from memory", e);
    }
  }

  /**
   * Signs a content of any size that goes another way.
   *
   * @param content read to its end, not closed
   * @return {@code ContentInfo} with {@code SignedData} without content, in DER
   * @throws IOException if the stream fails
   */
  public byte[] signDetached(InputStream content) throws IOException {
    byte[] digest = digest(content, OutputStream.nullOutputStream());
    return CmsWriter.inDer(
        out -> {
          CmsWriter message = begin(out);
          message.beginData().close();
          end(message, digest);
        });
  }

  private static byte[] digest(InputStream content, OutputStream out) throws IOException {
    SignedBytes signed = SignedBytes.digesting(out);
    content.transferTo(signed);
    return signed.digest();
  }

  private CmsWriter begin(OutputStream out) throws IOException {
    CmsWriter message = new CmsWriter(out, ContentType.SIGNED, form);
    message.add(new ASN1Integer(1));
    message.add(new DERSet(SignerInfoWriter.SM3));
    return message;
  }

  private void end(CmsWriter message, byte[] digest) throws IOException {
    message.add(signer.certificates());
    message.add(signer.signerInfos(digest));
    message.close();
  }

  SignerInfoWriter signer() {
    return signer;
  }

  CmsForm form() {
    return form;
  }

  /** The form; nothing of the key. */
  @Override
  public String toString() {
    return "CmsSigner[" + form + "]";
  }
}

package io.github.citydc.signing.cms;

import io.github.citydc.signing.Sm2DecryptionKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Set;

/**
 * A decrypter of {@code EnvelopedData} and {@code SignedAndEnvelopedData} with SM2 and SM4, GM/T
 * 0010 §9 and §10, in DER or BER and with either set of identifiers. Thread-safe.
 *
 * <pre>{@code
 * byte[] document = new CmsDecrypter(key).decrypt(p7m);
 * SignedContent letter = new CmsDecrypter(key).decryptAndVerify(p7, verifier, clock.instant());
 * }</pre>
 *
 * <p><b>Security guarantees.</b> What {@code decrypt} returns was readable by the receivers only;
 * it may have been changed on the way and may be anybody's, which {@code EnvelopedData} cannot
 * show. Do not tell strangers whether a message opened: with CBC that answer reveals content. What
 * {@code decryptAndVerify} returns was signed as {@link CmsVerifier} says.
 */
public final class CmsDecrypter {

  private final Sm2DecryptionKey key;

  /**
   * A decrypter.
   *
   * @param key the receiver's key; with its certificate, the right part of a message for many is
   *     found at once. It may stay in a provider, see {@link Sm2DecryptionKey#fromProvider}
   */
  public CmsDecrypter(Sm2DecryptionKey key) {
    this.key = key;
  }

  /**
   * Decrypts a content.
   *
   * @param cms {@code ContentInfo} with {@code EnvelopedData}
   * @return the content, unproven
   * @throws IllegalArgumentException if the message is malformed, or something stands behind it
   * @throws io.github.citydc.signing.DecryptionException if it is for others, or was changed
   */
  public byte[] decrypt(byte[] cms) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    CmsVerifier.inMemory(
        () -> {
          decrypt(new ByteArrayInputStream(cms), content);
          return content;
        });
    return content.toByteArray();
  }

  /**
   * Decrypts a content of any size.
   *
   * @param cms {@code ContentInfo} with {@code EnvelopedData}; read to its end, not closed
   * @param content takes the content, unproven
   * @throws IOException if one of the streams fails
   * @throws IllegalArgumentException as {@link #decrypt(byte[])}
   * @throws io.github.citydc.signing.DecryptionException as {@link #decrypt(byte[])}
   */
  public void decrypt(InputStream cms, OutputStream content) throws IOException {
    CmsReader.wellFormed(
        () -> {
          CmsReader reader = CmsReader.open(cms, ContentType.ENVELOPED);
          reader.optionalSet(0);
          ASN1Set receivers = reader.set();
          CmsReader.Data data = reader.encryptedData();
          decrypt(receivers, data, content);
          reader.endOf(data);
          reader.optionalSet(1);
          reader.end();
          return content;
        });
  }

  /**
   * Decrypts a content and verifies its signatures.
   *
   * @param cms {@code ContentInfo} with {@code SignedAndEnvelopedData}
   * @param verifier the verifier of the signatures
   * @param at the time at which the signers' certificates must be valid
   * @return the content and who signed it
   * @throws IllegalArgumentException if the message is malformed, or something stands behind it
   * @throws io.github.citydc.signing.DecryptionException if it is for others, or was changed
   * @throws io.github.citydc.exchange.message.VerificationException as {@link
   *     CmsVerifier#verify(byte[], Instant)}
   */
  public SignedContent decryptAndVerify(byte[] cms, CmsVerifier verifier, Instant at) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    List<VerifiedSignature> signatures =
        CmsVerifier.inMemory(
            () -> decryptAndVerify(new ByteArrayInputStream(cms), content, verifier, at));
    return new SignedContent(content.toByteArray(), signatures);
  }

  /**
   * Decrypts a content of any size and verifies its signatures.
   *
   * @param cms {@code ContentInfo} with {@code SignedAndEnvelopedData}; read to its end, not closed
   * @param content takes the content, which must not be used before this method has returned
   * @param verifier the verifier of the signatures
   * @param at the time at which the signers' certificates must be valid
   * @return the signers
   * @throws IOException if one of the streams fails
   * @throws IllegalArgumentException as {@link #decryptAndVerify(byte[], CmsVerifier, Instant)}
   * @throws io.github.citydc.signing.DecryptionException as {@link #decryptAndVerify(byte[],
   *     CmsVerifier, Instant)}
   * @throws io.github.citydc.exchange.message.VerificationException as {@link
   *     CmsVerifier#verify(byte[], Instant)}
   */
  public List<VerifiedSignature> decryptAndVerify(
      InputStream cms, OutputStream content, CmsVerifier verifier, Instant at) throws IOException {
    return CmsReader.wellFormed(
        () -> {
          CmsReader reader = CmsReader.open(cms, ContentType.SIGNED_AND_ENVELOPED);
          ASN1Set receivers = reader.set();
          reader.set();
          CmsReader.Data data = reader.encryptedData();
          SignedBytes signed = SignedBytes.keeping(content);
          decrypt(receivers, data, signed);
          reader.endOf(data);
          return verifier.signers(reader, data, signed, at);
        });
  }

  private void decrypt(ASN1Set receivers, CmsReader.Data data, OutputStream content)
      throws IOException {
    SecretKey contentKey = RecipientInfos.open(receivers, key);
    ContentCipher.of(contentKey, key.provider(), data.algorithm().orElseThrow())
        .decrypt(data.content().orElseThrow(), content);
  }

  /** The key's fingerprint; nothing secret. */
  @Override
  public String toString() {
    return "CmsDecrypter[" + key + "]";
  }
}

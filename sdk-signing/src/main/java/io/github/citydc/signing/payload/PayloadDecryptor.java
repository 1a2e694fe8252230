package io.github.citydc.signing.payload;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.PayloadDecryption;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.KeyProviderException;
import io.github.citydc.signing.Sm2Ciphertext;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.trust.KeyId;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.util.Arrays;

/**
 * A decrypter of payloads that {@link PayloadEncryptor} has encrypted. It may hold several keys, so
 * that a new one can come into use while payloads for the old one are still on their way. A payload
 * for a key of this node that is missing is {@code unavailable}: its sender tries again until the
 * key is put back. Thread-safe.
 *
 * <pre>{@code
 * byte[] payload = new PayloadDecryptor(self, List.of(newKey, oldKey)).open(encrypted, verifiedSender);
 * }</pre>
 *
 * <p><b>Security guarantees.</b> What is returned was encrypted for this node, under the name of
 * this sender, and not changed since. That the sender is who it says must have been verified
 * before.
 */
public final class PayloadDecryptor implements PayloadDecryption {

  private static final int PARTS = 5;

  private final NodeId self;
  private final Map<KeyId, Sm2DecryptionKey> keys;
  private final List<X509Certificate> certificates;

  /**
   * An opener.
   *
   * @param self the receiver
   * @param keys its keys, each with its certificate; they may stay in a provider, see {@link
   *     Sm2DecryptionKey#fromProvider}
   * @throws IllegalArgumentException if a key has no certificate, or that of another node
   */
  public PayloadDecryptor(NodeId self, List<Sm2DecryptionKey> keys) {
    this.self = self;
    Map<KeyId, Sm2DecryptionKey> byId = new HashMap<>();
    for (Sm2DecryptionKey key : keys) {
      KeyId id =
          key.certificate()
              .map(KeyId::of)
              .filter(known -> known.node().equals(self))
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "A key that opens payloads comes with its certificate, for " + self));
      byId.put(id, key);
    }
    this.keys = Map.copyOf(byId);
    this.certificates =
        keys.stream().flatMap(key -> key.certificate().stream()).distinct().toList();
  }

  @Override
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /**
   * Decrypts a payload.
   *
   * @param encrypted five parts of Base64url joined by dots
   * @param sender who sent it, as verified by the signature of the message
   * @return the payload
   * @throws IllegalArgumentException if the text is malformed
   * @throws VerificationException with {@code receiver-mismatch} if it is for another node; with
   *     {@code unavailable} if the key of this node that it is for is missing; with {@code
   *     sender-mismatch} if it was encrypted by another sender
   * @throws DecryptionException if it was changed
   * @throws KeyProviderException if a provider keeps the key and cannot use it at present
   */
  public byte[] open(String encrypted, NodeId sender) {
    return open(encrypted, sender, Map.of());
  }

  /**
   * Decrypts the payload of a message.
   *
   * @param message the message, whose signature was verified
   * @param encrypted as {@link ReceiverEncryption} makes it
   * @return the payload
   * @throws RefusedException with {@code decryption-failed} if the text is malformed, was changed,
   *     or was encrypted for another message
   * @throws VerificationException as {@link #open(String, NodeId)}; with {@code unavailable} if a
   *     provider keeps the key and cannot use it at present
   */
  @Override
  public byte[] open(EncryptedMessage message, String encrypted) {
    try {
      return open(encrypted, message.sender(), MessageBinding.of(message));
    } catch (IllegalArgumentException | DecryptionException e) {
      throw new RefusedException(
          ProblemCode.DECRYPTION_FAILED,
          "The encrypted payload is malformed, was changed, or was encrypted for another message");
    } catch (KeyProviderException e) {
      throw new VerificationException(
          ProblemCode.UNAVAILABLE, "the key that opens payloads cannot be used at present", e);
    }
  }

  private byte[] open(String encrypted, NodeId sender, Map<String, String> bound) {
    String[] parts = encrypted.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("An encrypted payload has five parts joined by dots");
    }
    EncryptedHeader header = EncryptedHeader.parse(decode(parts[0]));
    Sm2DecryptionKey key = key(header.receiver());
    if (!header.sender().equals(sender)) {
      throw new VerificationException(
          ProblemCode.SENDER_MISMATCH,
          "the payload was encrypted by " + header.sender() + ", the message is from " + sender);
    }
    if (!header.bound().equals(bound)) {
      throw new IllegalArgumentException("The payload was encrypted for another message");
    }
    SecretKey contentKey = Sm2Ciphertext.fromDer(decode(parts[1])).unwrap(key);
    byte[] iv = decode(parts[2]);
    byte[] tag = decode(parts[4]);
    if (iv.length != Sm4Gcm.IV_BYTES || tag.length != Sm4Gcm.TAG_BYTES) {
      throw new DecryptionException("The encrypted payload was changed");
    }
    return Sm4Gcm.decrypt(
        contentKey,
        key.provider(),
        iv,
        parts[0].getBytes(StandardCharsets.US_ASCII),
        Arrays.concatenate(decode(parts[3]), tag));
  }

  private Sm2DecryptionKey key(KeyId receiver) {
    return Optional.ofNullable(keys.get(receiver))
        .orElseThrow(
            () ->
                receiver.node().equals(self)
                    ? new VerificationException(
                        ProblemCode.UNAVAILABLE,
                        "the key "
                            + receiver
                            + ", for which the payload is encrypted, is missing here")
                    : new VerificationException(
                        ProblemCode.RECEIVER_MISMATCH,
                        "the payload is encrypted for " + receiver.node()));
  }

  /**
   * For which key a payload is encrypted; for the administrator of keys. Nothing is opened or
   * verified.
   *
   * @param encrypted as {@link ReceiverEncryption} makes it
   * @return the id of the key
   * @throws IllegalArgumentException if the text is malformed
   */
  public static KeyId keyOf(String encrypted) {
    return EncryptedHeader.parse(decode(encrypted.split("\\.", -1)[0])).receiver();
  }

  /** One text for each content, so that a changed character is always noticed. */
  private static byte[] decode(String part) {
    byte[] decoded = Base64.getUrlDecoder().decode(part);
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(part)) {
      throw new IllegalArgumentException("Base64url is not in its canonical form");
    }
    return decoded;
  }

  /** The ids of the keys. */
  @Override
  public String toString() {
    return "PayloadDecryptor" + keys.keySet();
  }
}

package io.github.citydc.signing.payload;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Sm2Ciphertext;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * An encrypter of payloads for a receiver. Thread-safe.
 *
 * <pre>{@code
 * TrustedReceiver hub = trust.validateForEncryption(List.of(certificate), clock.instant());
 * String encrypted = new PayloadEncryptor(self, new SecureRandom()).encrypt(payload, hub);
 * }</pre>
 *
 * <p><b>Security guarantees.</b> Only the receiver reads the payload, and a change of payload,
 * sender or receiver is noticed. Each payload has its own key. It does not prove who the sender is:
 * anyone can encrypt under any name, so the message that carries it is signed, and the sender
 * verified by that signature is passed to the opener. The length of the payload can be seen.
 */
public final class PayloadEncryptor {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** A multiple of three, so that the Base64 of pieces is that of the whole. */
  private static final int PIECE = 3 * 4096;

  private final NodeId self;
  private final SecureRandom random;

  /**
   * A encryptor.
   *
   * @param self the sender
   * @param random where keys and initialisation vectors come from
   */
  public PayloadEncryptor(NodeId self, SecureRandom random) {
    this.self = self;
    this.random = random;
  }

  /**
   * Encrypts a payload.
   *
   * @param payload what the receiver shall read; kept in memory
   * @param receiver who
   * @return five parts of Base64url joined by dots, a JWE in compact form
   */
  public String encrypt(byte[] payload, TrustedReceiver receiver) {
    return encrypt(payload, receiver, Map.of());
  }

  /** With more that is protected, though readable: names that begin with {@code cdx-}. */
  String encrypt(byte[] payload, TrustedReceiver receiver, Map<String, String> bound) {
    String header =
        BASE64.encodeToString(new EncryptedHeader(receiver.keyId(), self, bound).toJson());
    byte[] key = randomBytes(Sm4Gcm.KEY_BYTES);
    byte[] iv = randomBytes(Sm4Gcm.IV_BYTES);
    byte[] encrypted = Sm4Gcm.encrypt(key, iv, header.getBytes(StandardCharsets.US_ASCII), payload);
    byte[] wrapped = Sm2Ciphertext.encrypt(key, receiver.key(), random).toDer();
    Arrays.fill(key, (byte) 0);
    int end = encrypted.length - Sm4Gcm.TAG_BYTES;
    String begin = header + "." + BASE64.encodeToString(wrapped) + "." + BASE64.encodeToString(iv);
    String tag = BASE64.encodeToString(Arrays.copyOfRange(encrypted, end, encrypted.length));
    StringBuilder jwe = new StringBuilder(begin.length() + tag.length() + end / 3 * 4 + 6);
    jwe.append(begin).append('.');
    // Piece by piece: a payload may be large, and each copy of it costs.
    for (int i = 0; i < end; i += PIECE) {
      jwe.append(BASE64.encodeToString(Arrays.copyOfRange(encrypted, i, Math.min(i + PIECE, end))));
    }
    return jwe.append('.').append(tag).toString();
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The sender. */
  @Override
  public String toString() {
    return "PayloadEncryptor[" + self + "]";
  }
}

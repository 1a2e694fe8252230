package io.github.citydc.signing.payload;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.DualKeys;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

class EncryptedPayloadTest {

  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");
  private static final byte[] PAYLOAD = "{\"name\":\"张三\"}".getBytes(UTF_8);

  private final SandboxCa ca = SandboxCa.create("sandbox");
  private final TrustStore trust = TrustStore.of(List.of(ca.root()));
  private final DualKeys hub = ca.issueDual(HUB);
  private final PayloadEncryptor encryptor = new PayloadEncryptor(GRID, new SecureRandom());
  private final PayloadDecryptor opener = new PayloadDecryptor(HUB, List.of(hub.decryption()));

  @Test
  void thePublishedVectorOfSm4GcmIsReproduced() {
    // RFC 8998, appendix A.1.
    byte[] key = Hex.decode("0123456789abcdeffedcba9876543210");
    byte[] iv = Hex.decode("00001234567800000000abcd");
    byte[] aad = Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    byte[] plaintext =
        Hex.decode(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");

    byte[] encrypted = Sm4Gcm.encrypt(key, iv, aad, plaintext);

    assertThat(Hex.toHexString(encrypted))
        .isEqualTo(
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                + "83de3541e4c2b58177e065a9bf7b62ec");
    assertThat(Sm4Gcm.decrypt(key, iv, aad, encrypted)).isEqualTo(plaintext);
  }

  @Test
  void theReceiverReadsWhatTheSenderEncrypted() {
    String encrypted = encryptor.encrypt(PAYLOAD, receiver(hub));

    assertThat(opener.open(encrypted, GRID)).isEqualTo(PAYLOAD);
    assertThat(opener.open(encryptor.encrypt(new byte[0], receiver(hub)), GRID)).isEmpty();
    assertThat(encryptor.encrypt(PAYLOAD, receiver(hub))).isNotEqualTo(encrypted);
  }

  @Test
  void itHasTheCompactFormOfJwe() {
    String encrypted = encryptor.encrypt(PAYLOAD, receiver(hub));

    assertThat(encrypted).matches("([A-Za-z0-9_-]+\\.){4}[A-Za-z0-9_-]+");
    assertThat(new String(Base64.getUrlDecoder().decode(encrypted.split("\\.", -1)[0]), US_ASCII))
        .isEqualTo(
            "{\"alg\":\"SM2\",\"enc\":\"SM4-GCM\",\"kid\":\""
                + receiver(hub).keyId()
                + "\",\"cdx-sender\":\""
                + GRID
                + "\"}");
  }

  @Test
  void anOldKeyOpensWhileANewOneIsInUse() {
    DualKeys renewed = ca.issueDual(HUB);
    PayloadDecryptor both =
        new PayloadDecryptor(HUB, List.of(renewed.decryption(), hub.decryption()));

    assertThat(both.open(encryptor.encrypt(PAYLOAD, receiver(hub)), GRID)).isEqualTo(PAYLOAD);
    assertThat(both.open(encryptor.encrypt(PAYLOAD, receiver(renewed)), GRID)).isEqualTo(PAYLOAD);
    refused(encryptor.encrypt(PAYLOAD, receiver(renewed)), GRID, ProblemCode.UNAVAILABLE);
    assertThat(PayloadDecryptor.keyOf(encryptor.encrypt(PAYLOAD, receiver(renewed))))
        .isEqualTo(KeyId.of(renewed.decryption().certificate().orElseThrow()));
  }

  @Test
  void anotherReceiverOrSenderIsNamed() {
    String forGrid = encryptor.encrypt(PAYLOAD, receiver(ca.issueDual(GRID)));

    refused(forGrid, GRID, ProblemCode.RECEIVER_MISMATCH);
    // Taken out of one node's message and put into another's.
    refused(encryptor.encrypt(PAYLOAD, receiver(hub)), HUB, ProblemCode.SENDER_MISMATCH);
  }

  @Test
  void everyChangedCharacterIsNoticed() {
    String encrypted = encryptor.encrypt(PAYLOAD, receiver(hub));
    for (int i = 0; i < encrypted.length(); i++) {
      char other = encrypted.charAt(i) == 'A' ? 'B' : 'A';
      String changed = encrypted.substring(0, i) + other + encrypted.substring(i + 1);
      assertThatThrownBy(() -> opener.open(changed, GRID))
          .as("character %d", i)
          .isInstanceOfAny(
              IllegalArgumentException.class,
              DecryptionException.class,
              VerificationException.class);
    }
  }

  @Test
  void partsOfOtherPayloadsDoNotFit() {
    String[] first = encryptor.encrypt(PAYLOAD, receiver(hub)).split("\\.", -1);
    String[] second = encryptor.encrypt(PAYLOAD, receiver(hub)).split("\\.", -1);
    for (int i = 1; i < first.length; i++) {
      String[] mixed = first.clone();
      mixed[i] = second[i];
      assertThatThrownBy(() -> opener.open(String.join(".", mixed), GRID))
          .isInstanceOf(DecryptionException.class);
    }
    assertThatThrownBy(() -> opener.open(String.join(".", Arrays.copyOf(first, 4)), GRID))
        .hasMessageContaining("five parts");
  }

  @Test
  void aKeyComesWithItsCertificate() {
    Sm2DecryptionKey bare = Sm2DecryptionKey.generate(new SecureRandom());

    assertThatThrownBy(() -> new PayloadDecryptor(HUB, List.of(bare)))
        .hasMessageContaining("comes with its certificate");
    assertThatThrownBy(() -> new PayloadDecryptor(GRID, List.of(hub.decryption())))
        .hasMessageContaining("for " + GRID);
  }

  @Test
  void theTextsShowIdsOnly() {
    assertThat(opener + " " + encryptor)
        .isEqualTo(
            "PayloadDecryptor[" + receiver(hub).keyId() + "] PayloadEncryptor[" + GRID + "]");
  }

  private TrustedReceiver receiver(DualKeys keys) {
    return trust.validateForEncryption(
        List.of(keys.decryption().certificate().orElseThrow()), Instant.now());
  }

  private void refused(String encrypted, NodeId sender, ProblemCode code) {
    assertThatThrownBy(() -> opener.open(encrypted, sender))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}

package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.signing.internal.Pem;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Keys, signatures and ciphertexts whose elements are others than they should be. */
class DerShapesTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** SEC1 with the published private key of GB/T 32918.5 and its curve. */
  private static final String SEC1 =
      "303102010104203945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
          + "a00a06082a811ccf5501822d";

  private final SigningKey sm2 = SigningKey.generate(SignatureAlgorithm.SM2_SM3, RANDOM);
  private final Sm2PublicKey receiver = Sm2PublicKey.of(sm2.verificationKey());

  @Test
  void everyElementIsTouchedInsideOfStringsToo() {
    byte[] sequenceInABitString = Hex.decode("3005" + "0303" + "00" + "3000");

    assertThat(DerShapes.of(sequenceInABitString).stream().map(Hex::toHexString))
        .hasSize(3 * 12)
        .contains("", "3000", "30050303003000".repeat(2)) // the outer sequence
        .contains("30020300", "300a" + "0303003000".repeat(2)) // the string
        .contains("3003030100", "300703050030003000", "30050303000500") // the sequence inside
        .doesNotContain("30060303003000");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_NONE, names = "HMAC_.*")
  void keysAreReadOrRefused(SignatureAlgorithm algorithm) {
    SigningKey key = SigningKey.generate(algorithm, RANDOM);

    readOrRefused(
        Pem.read(key.toPrivateKeyPem(), Pem.PRIVATE_KEY).get(0),
        der -> SigningKey.fromPem(Pem.write(Pem.PRIVATE_KEY, der)));
    readOrRefused(
        key.verificationKey().toSubjectPublicKeyInfo(), VerificationKey::fromSubjectPublicKeyInfo);
  }

  @Test
  void keysOfSec1AreReadOrRefused() {
    readOrRefused(Hex.decode(SEC1), der -> SigningKey.fromPem(Pem.write("EC PRIVATE KEY", der)));
  }

  @Test
  void sm2IsReadOrRefused() {
    readOrRefused(
        sm2.verificationKey().toSubjectPublicKeyInfo(), Sm2PublicKey::fromSubjectPublicKeyInfo);
    readOrRefused(Sm2Signature.fromRaw(sm2.sign(new byte[1])).toDer(), Sm2Signature::fromDer);
    readOrRefused(
        Sm2Ciphertext.encrypt(new byte[9], receiver, RANDOM).toDer(), Sm2Ciphertext::fromDer);
    readOrRefused(
        Sm2EnvelopedKey.wrap(Sm2DecryptionKey.generate(RANDOM), receiver, RANDOM).toDer(),
        Sm2EnvelopedKey::fromDer);
  }

  private static void readOrRefused(byte[] der, Consumer<byte[]> reader) {
    reader.accept(der);
    assertThat(
            DerShapes.of(der).stream()
                .flatMap(shape -> thrown(() -> reader.accept(shape)))
                .map(Object::getClass))
        .isNotEmpty()
        .allSatisfy(type -> assertThat(IllegalArgumentException.class).isAssignableFrom(type));
  }

  private static Stream<RuntimeException> thrown(Runnable call) {
    try {
      call.run();
      return Stream.empty();
    } catch (RuntimeException e) {
      return Stream.of(e);
    }
  }
}

package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.sandbox.SandboxCa;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2PublicKeyTest {

  private static final String X =
      "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
  private static final String Y =
      "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  private static final String SPKI = "3059301306072a8648ce3d020106082a811ccf5501822d034200";

  private final Sm2PublicKey key = Sm2PublicKey.fromHex("04" + X + Y);

  @Test
  void everyFormOfAPointIsTheSameKey() {
    // Y of the example is odd.
    for (String form : List.of("04" + X + Y, X + Y, "03" + X)) {
      assertThat(Sm2PublicKey.fromHex(form)).isEqualTo(key).hasSameHashCodeAs(key);
      assertThat(Sm2PublicKey.fromHex(form.toUpperCase(Locale.ROOT))).isEqualTo(key);
      assertThat(Sm2PublicKey.fromPoint(Hex.decode(form))).isEqualTo(key);
    }
    assertThat(Sm2PublicKey.fromHex("02" + X)).isNotEqualTo(key);
    assertThat(Sm2PublicKey.fromSubjectPublicKeyInfo(Hex.decode(SPKI + "04" + X + Y)))
        .isEqualTo(key);
  }

  @Test
  void aKeyIsWrittenInEveryForm() {
    assertThat(key.toHex()).isEqualTo("04" + X + Y);
    assertThat(key.toUncompressed()).isEqualTo(Hex.decode("04" + X + Y));
    assertThat(key.toCoordinates()).isEqualTo(Hex.decode(X + Y));
    assertThat(key.toCompressed()).isEqualTo(Hex.decode("03" + X));
    assertThat(key.toSubjectPublicKeyInfo()).isEqualTo(Hex.decode(SPKI + "04" + X + Y));
    assertThat(key).hasToString("Sm2PublicKey[04" + X + Y + "]");
  }

  @Test
  void aKeyIsThatOfItsCertificateAndVerifies() {
    SigningKey signer =
        SandboxCa.create("sandbox").issue(NodeId.parse("440106:11440106007482911C:grid"));

    Sm2PublicKey certified = Sm2PublicKey.of(signer.certificates().get(0));

    assertThat(certified).isEqualTo(Sm2PublicKey.of(signer.verificationKey()));
    certified.toVerificationKey().verify(new byte[3], signer.sign(new byte[3]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "04", "0x04", "04zz", " ", "04 09"})
  void whatIsNoPointIsRefused(String hex) {
    assertThatThrownBy(() -> Sm2PublicKey.fromHex(hex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("An SM2 public key");
  }

  @Test
  void pointsOffTheCurveAreRefused() {
    String p = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";
    for (String off :
        List.of(
            "04" + Y + X, Y + X, "00".repeat(64), "04" + "ff".repeat(64), "02" + p, "04" + p + Y)) {
      assertThatThrownBy(() -> Sm2PublicKey.fromHex(off))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not on the SM2 curve");
    }
  }

  @Test
  void hybridCutAndLengthenedPointsAreRefused() {
    byte[] point = key.toUncompressed();
    for (String wrong : List.of("07" + X + Y, "06" + X + Y, "05" + X, "00" + X + Y)) {
      assertThatThrownBy(() -> Sm2PublicKey.fromHex(wrong))
          .hasMessageContaining("that begin with " + wrong.substring(0, 2));
    }
    for (int length : List.of(1, 31, 32, 34, 63, 66, 130)) {
      assertThatThrownBy(() -> Sm2PublicKey.fromPoint(Arrays.copyOf(point, length)))
          .hasMessageContaining(length + " bytes");
    }
    assertThatThrownBy(
            () -> Sm2PublicKey.fromSubjectPublicKeyInfo(Hex.decode(SPKI + "04" + X + Y + "00")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysOfOtherKindsAreRefusedByName() {
    VerificationKey p256 =
        SigningKey.generate(SignatureAlgorithm.ECDSA_P256_SHA256).verificationKey();
    VerificationKey hmac =
        SigningKey.of(SharedSecret.fromRawBytes(new byte[32]), SignatureAlgorithm.HMAC_SM3)
            .verificationKey();

    assertThatThrownBy(() -> Sm2PublicKey.of(p256))
        .hasMessageContaining("ecdsa-p256-sha256")
        .hasMessageContaining("is not an SM2 key");
    assertThatThrownBy(() -> Sm2PublicKey.of(hmac)).hasMessageContaining("is not an SM2 key");
    assertThatThrownBy(() -> Sm2PublicKey.fromSubjectPublicKeyInfo(p256.toSubjectPublicKeyInfo()))
        .hasMessageContaining("is not an SM2 key");
  }
}

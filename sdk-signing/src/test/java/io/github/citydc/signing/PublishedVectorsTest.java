package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.CCMBlockCipher;
import org.bouncycastle.crypto.modes.CCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/** The published values beneath signatures and ciphertexts: curve, Z and e, SM4 and its modes. */
class PublishedVectorsTest {

  private static final String A =
      "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc";
  private static final String B =
      "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93";
  private static final String G =
      "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
          + "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";
  private static final String P =
      "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
          + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";

  @Test
  void theCurveIsThatOfTheStandard() {
    var domain = EcCurve.SM2.domain();

    assertThat(domain.getCurve().getA().toBigInteger()).isEqualTo(new BigInteger(A, 16));
    assertThat(domain.getCurve().getB().toBigInteger()).isEqualTo(new BigInteger(B, 16));
    assertThat(domain.getCurve().getField().getCharacteristic())
        .isEqualTo(new BigInteger(A, 16).add(BigInteger.valueOf(3)));
    assertThat(Hex.toHexString(domain.getG().getEncoded(false))).isEqualTo("04" + G);
    assertThat(domain.getN().toString(16))
        .isEqualTo("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
  }

  @Test
  void zAndEAreThoseOfTheExample() {
    byte[] userId = "1234567812345678".getBytes(US_ASCII);
    byte[] z =
        DigestAlgorithm.SM3.digest(
            Arrays.concatenate(Hex.decode("0080"), userId, Hex.decode(A + B + G + P)));

    assertThat(Hex.toHexString(z))
        .isEqualTo("b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3");
    assertThat(
            Hex.toHexString(
                DigestAlgorithm.SM3.digest(
                    Arrays.concatenate(z, "message digest".getBytes(US_ASCII)))))
        .isEqualTo("f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640");
  }

  @Test
  void sm4GivesThePublishedBlocksAfterOneAndAMillionRounds() {
    byte[] key = Hex.decode("0123456789abcdeffedcba9876543210");
    SM4Engine engine = new SM4Engine();
    engine.init(true, new KeyParameter(key));
    byte[] block = key.clone();

    engine.processBlock(block, 0, block, 0);
    assertThat(Hex.toHexString(block)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    for (int round = 1; round < 1_000_000; round++) {
      engine.processBlock(block, 0, block, 0);
    }
    assertThat(Hex.toHexString(block)).isEqualTo("595298c7c6fd271f0402f804c33d3f66");
  }

  @Test
  void sm4CcmGivesTheValueOfRfc8998() throws Exception {
    byte[] plaintext =
        Hex.decode(
            "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
    CCMModeCipher ccm = CCMBlockCipher.newInstance(new SM4Engine());
    ccm.init(
        true,
        new AEADParameters(
            new KeyParameter(Hex.decode("0123456789abcdeffedcba9876543210")),
            128,
            Hex.decode("00001234567800000000abcd"),
            Hex.decode("feedfacedeadbeeffeedfacedeadbeefabaddad2")));
    byte[] encrypted = new byte[ccm.getOutputSize(plaintext.length)];
    int length = ccm.processBytes(plaintext, 0, plaintext.length, encrypted, 0);
    ccm.doFinal(encrypted, length);

    assertThat(Hex.toHexString(encrypted))
        .isEqualTo(
            "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
                + "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b"
                + "16842d4fa186f56ab33256971fa110f4");
  }
}

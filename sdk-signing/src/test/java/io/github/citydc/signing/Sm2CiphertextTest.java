package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

class Sm2CiphertextTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] TEXT = "encryption standard".getBytes(US_ASCII);

  // The example of GB/T 32918.5.
  private static final Sm2DecryptionKey KEY =
      Sm2DecryptionKey.fromRaw(
          Hex.decode("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"),
          RawKeyAccess.acknowledged());
  private static final String K =
      "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
  private static final String X =
      "04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73";
  private static final String Y =
      "e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
  private static final String C3 =
      "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";
  private static final String C2 = "21886ca989ca9c7d58087307ca93092d651efa";
  private static final String DER = "307c0220" + X + "022100" + Y + "0420" + C3 + "0413" + C2;

  private final Sm2Ciphertext published = Sm2Ciphertext.fromDer(Hex.decode(DER));

  @Test
  void encryptsAsPublished() {
    Sm2Ciphertext encrypted = Sm2Ciphertext.encrypt(TEXT, KEY.publicKey(), new FixedRandom(K));

    assertThat(Hex.toHexString(encrypted.toC1C3C2())).isEqualTo("04" + X + Y + C3 + C2);
    assertThat(encrypted).isEqualTo(published).hasSameHashCodeAs(published);
  }

  @Test
  void decryptsWhatWasPublished() {
    assertThat(published.decrypt(KEY)).isEqualTo(TEXT);
  }

  @Test
  void everyFormIsReadAndWritten() {
    assertThat(Hex.toHexString(published.toC1C3C2())).isEqualTo("04" + X + Y + C3 + C2);
    assertThat(Hex.toHexString(published.toC1C2C3())).isEqualTo("04" + X + Y + C2 + C3);
    assertThat(Hex.toHexString(published.toDer())).isEqualTo(DER);
    assertThat(Sm2Ciphertext.fromC1C3C2(published.toC1C3C2())).isEqualTo(published);
    assertThat(Sm2Ciphertext.fromC1C2C3(published.toC1C2C3())).isEqualTo(published);
  }

  @Test
  void theMarkOfC1MayBeMissingEvenWhereXBeginsLikeIt() {
    // X of the example begins with 04, like the mark.
    assertThat(Sm2Ciphertext.fromC1C3C2(Hex.decode(X + Y + C3 + C2))).isEqualTo(published);
    assertThat(Sm2Ciphertext.fromC1C2C3(Hex.decode(X + Y + C2 + C3))).isEqualTo(published);
  }

  @Test
  void theOtherOrderDoesNotDecryptAndTheMessageSaysWhyItMayBe() {
    Sm2Ciphertext otherOrder = Sm2Ciphertext.fromC1C2C3(published.toC1C3C2());

    assertThatThrownBy(() -> otherOrder.decrypt(KEY))
        .isInstanceOf(DecryptionException.class)
        .hasMessageContaining("C3 and C2 in the other order");
  }

  @Test
  void anotherKeyDoesNotDecrypt() {
    assertThatThrownBy(() -> published.decrypt(Sm2DecryptionKey.generate(RANDOM)))
        .isInstanceOf(DecryptionException.class);
  }

  @Test
  void everyChangedByteIsRefused() {
    byte[] raw = published.toC1C3C2();
    for (int i = 0; i < raw.length; i++) {
      byte[] changed = raw.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> Sm2Ciphertext.fromC1C3C2(changed).decrypt(KEY))
          .isInstanceOfAny(IllegalArgumentException.class, DecryptionException.class);
    }
  }

  @Test
  void whatIsTooShortIsRefused() {
    byte[] raw = published.toC1C3C2();
    for (int length = 0; length <= 97; length++) {
      byte[] cut = Arrays.copyOf(raw, length);
      assertThatThrownBy(() -> Sm2Ciphertext.fromC1C3C2(cut))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Sm2Ciphertext.fromC1C2C3(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Sm2Ciphertext.encrypt(new byte[0], KEY.publicKey(), RANDOM))
        .hasMessageContaining("at least one byte");
  }

  @Test
  void malformedDerIsRefused() {
    String yMinimal = "022100" + Y;
    for (String wrong :
        List.of(
            DER + "00",
            DER.substring(0, DER.length() - 2),
            // Y negative, X padded, C3 short, C2 empty, a member too few, indefinite length.
            "307b0220" + X + "0220" + Y + "0420" + C3 + "0413" + C2,
            "307d022100" + X + yMinimal + "0420" + C3 + "0413" + C2,
            "307b0220" + X + yMinimal + "041f" + C3.substring(2) + "0413" + C2,
            "30690220" + X + yMinimal + "0420" + C3 + "0400",
            "30670220" + X + yMinimal + "0420" + C3,
            "30800220" + X + yMinimal + "0420" + C3 + "0413" + C2 + "0000",
            // Off the curve.
            "307c0220" + X + "022100" + Y.replace("e8", "e9") + "0420" + C3 + "0413" + C2)) {
      assertThatThrownBy(() -> Sm2Ciphertext.fromDer(Hex.decode(wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("Not the DER of an SM2 ciphertext");
    }
    assertThatThrownBy(() -> Sm2Ciphertext.fromC1C3C2(Hex.decode(DER)))
        .hasMessageContaining("it looks like DER, see fromDer");
  }

  @Test
  void theTextShowsNoContent() {
    assertThat(published).hasToString("Sm2Ciphertext[19 bytes of text]");
  }
}

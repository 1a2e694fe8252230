package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.internal.Pem;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** Random values through every form, and noise that no parser may choke on. */
@Tag("slow")
class FormsRoundTripTest {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Sm2DecryptionKey KEY = Sm2DecryptionKey.generate(RANDOM);
  private static final SigningKey SIGNER = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
  private static final BigInteger ORDER = EcCurve.SM2.order();

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void signaturesGoThroughBothForms(
      @ForAll("scalars") BigInteger r, @ForAll("scalars") BigInteger s) {
    byte[] raw =
        Arrays.concatenate(
            BigIntegers.asUnsignedByteArray(32, r), BigIntegers.asUnsignedByteArray(32, s));

    Sm2Signature signature = Sm2Signature.fromRaw(raw);

    assertThat(signature.toRaw()).isEqualTo(raw);
    assertThat(Sm2Signature.fromDer(signature.toDer()).toRaw()).isEqualTo(raw);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void publicKeysGoThroughEveryForm(@ForAll("scalars") BigInteger d) {
    Sm2PublicKey key =
        Sm2PublicKey.of(
            EcCurve.SM2.publicKeyOf(
                EcCurve.SM2.privateKey(d.mod(ORDER.subtract(BigInteger.TWO)).add(BigInteger.ONE))));

    assertThat(Sm2PublicKey.fromPoint(key.toUncompressed())).isEqualTo(key);
    assertThat(Sm2PublicKey.fromPoint(key.toCoordinates())).isEqualTo(key);
    assertThat(Sm2PublicKey.fromPoint(key.toCompressed())).isEqualTo(key);
    assertThat(Sm2PublicKey.fromHex(key.toHex())).isEqualTo(key);
    assertThat(Sm2PublicKey.fromSubjectPublicKeyInfo(key.toSubjectPublicKeyInfo())).isEqualTo(key);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void ciphertextsGoThroughEveryForm(@ForAll @Size(min = 1, max = 80) byte[] text) {
    Sm2Ciphertext encrypted = Sm2Ciphertext.encrypt(text, KEY.publicKey(), RANDOM);
    byte[] unmarked = Arrays.copyOfRange(encrypted.toC1C3C2(), 1, 97 + text.length);

    assertThat(Sm2Ciphertext.fromC1C3C2(encrypted.toC1C3C2())).isEqualTo(encrypted);
    assertThat(Sm2Ciphertext.fromC1C3C2(unmarked)).isEqualTo(encrypted);
    assertThat(Sm2Ciphertext.fromC1C2C3(encrypted.toC1C2C3())).isEqualTo(encrypted);
    assertThat(Sm2Ciphertext.fromDer(encrypted.toDer()).decrypt(KEY)).isEqualTo(text);
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void privateKeysGoThroughEveryForm(@ForAll("scalars") BigInteger value) {
    BigInteger d = value.mod(ORDER.subtract(BigInteger.TWO)).add(BigInteger.ONE);
    byte[] scalar = BigIntegers.asUnsignedByteArray(32, d);
    Sm2DecryptionKey key = Sm2DecryptionKey.fromRaw(scalar, RawKeyAccess.acknowledged());
    Sm2EnvelopedKey enveloped =
        Sm2EnvelopedKey.wrap(key, Sm2PublicKey.of(SIGNER.verificationKey()), RANDOM);

    assertThat(Sm2DecryptionKey.fromPem(key.toPrivateKeyPem()).publicKey())
        .isEqualTo(key.publicKey());
    assertThat(Sm2EnvelopedKey.fromDer(enveloped.toDer()).open(SIGNER).publicKey())
        .isEqualTo(key.publicKey());
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void noiseIsRefusedByTheKindOfExceptionThatIsPromised(@ForAll @Size(max = 200) byte[] noise) {
    for (Function<byte[], Object> parser : parsers()) {
      assertPromised(catchThrowable(() -> parser.apply(noise)));
    }
  }

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void almostRightBytesAreReadOrRefusedAndNeverMore(
      @ForAll("positions") int position, @ForAll byte value, @ForAll("positions") int cut) {
    Sm2Ciphertext encrypted = Sm2Ciphertext.encrypt(new byte[16], KEY.publicKey(), RANDOM);
    Sm2EnvelopedKey enveloped =
        Sm2EnvelopedKey.wrap(KEY, Sm2PublicKey.of(SIGNER.verificationKey()), RANDOM);
    for (byte[] right :
        List.of(
            encrypted.toDer(),
            encrypted.toC1C3C2(),
            enveloped.toDer(),
            KEY.publicKey().toSubjectPublicKeyInfo(),
            Sm2Signature.fromRaw(SIGNER.sign(new byte[1])).toDer())) {
      byte[] changed = right.clone();
      changed[position % right.length] = value;
      byte[] shortened = Arrays.copyOf(changed, cut % right.length);
      for (Function<byte[], Object> parser : parsers()) {
        assertPromised(catchThrowable(() -> parser.apply(changed)));
        assertPromised(catchThrowable(() -> parser.apply(shortened)));
      }
    }
  }

  @Provide
  Arbitrary<BigInteger> scalars() {
    // Short values, too: they are where padding and minimal DER go wrong.
    return Arbitraries.bigIntegers()
        .between(BigInteger.ONE, ORDER.subtract(BigInteger.ONE))
        .edgeCases(
            edges -> edges.add(BigInteger.valueOf(127), BigInteger.valueOf(128), BigInteger.TWO));
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, 1_000);
  }

  private static List<Function<byte[], Object>> parsers() {
    return List.of(
        Sm2Signature::fromDer,
        Sm2Signature::fromRaw,
        Sm2PublicKey::fromPoint,
        Sm2PublicKey::fromSubjectPublicKeyInfo,
        bytes -> Sm2Ciphertext.fromDer(bytes).decrypt(KEY),
        bytes -> Sm2Ciphertext.fromC1C3C2(bytes).decrypt(KEY),
        bytes -> Sm2Ciphertext.fromC1C2C3(bytes).decrypt(KEY),
        bytes -> Sm2EnvelopedKey.fromDer(bytes).open(SIGNER),
        bytes -> SigningKey.fromPem(Pem.write("EC PRIVATE KEY", bytes)),
        bytes -> SigningKey.fromPem(Pem.write(Pem.PRIVATE_KEY, bytes)),
        Certificates::fromDer);
  }

  private static void assertPromised(Throwable thrown) {
    if (thrown != null) {
      assertThat(thrown)
          .isInstanceOfAny(
              IllegalArgumentException.class,
              DecryptionException.class,
              VerificationException.class);
    }
  }
}

package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.BigIntegers;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2SignatureTest {

  private static final BigInteger N =
      new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);

  @Property
  void bothFormsGiveTheSameSignature(
      @ForAll("inRange") BigInteger r, @ForAll("inRange") BigInteger s) throws Exception {
    byte[] raw = raw(r, s);
    byte[] der = der(r, s);

    assertThat(Sm2Signature.fromRaw(raw).toDer()).isEqualTo(der);
    assertThat(Sm2Signature.fromDer(der).toRaw()).isEqualTo(raw);
    assertThat(Sm2Signature.fromDer(der)).isEqualTo(Sm2Signature.fromRaw(raw));
    assertThat(Sm2Signature.fromDer(der)).hasSameHashCodeAs(Sm2Signature.fromRaw(raw));
  }

  /**
   * Any length up to 256 bits, so that r and s are short often, which random signatures rarely are.
   */
  @Provide
  Arbitrary<BigInteger> inRange() {
    return Arbitraries.integers()
        .between(1, 256)
        .flatMap(
            bits ->
                Arbitraries.bigIntegers()
                    .between(
                        BigInteger.ONE.shiftLeft(bits - 1),
                        BigInteger.ONE.shiftLeft(bits).min(N).subtract(BigInteger.ONE)));
  }

  @Property
  void whateverIsReadIsWrittenTheSame(@ForAll @Size(max = 80) byte[] bytes) {
    readsBackOrRefuses(bytes);
  }

  @Property
  void aChangedByteOfDerIsReadBackOrRefused(
      @ForAll("inRange") BigInteger r,
      @ForAll("inRange") BigInteger s,
      @ForAll @IntRange(max = 71) int index,
      @ForAll byte value)
      throws Exception {
    byte[] der = der(r, s);
    der[index % der.length] = value;
    readsBackOrRefuses(der);
  }

  private static void readsBackOrRefuses(byte[] bytes) {
    Sm2Signature signature;
    try {
      signature = Sm2Signature.fromDer(bytes);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(signature.toDer()).isEqualTo(bytes);
  }

  @Test
  void valuesOutOfRangeAreRefused() throws Exception {
    for (BigInteger wrong :
        new BigInteger[] {
          BigInteger.ZERO,
          N,
          N.add(BigInteger.ONE),
          BigInteger.TWO.pow(256).subtract(BigInteger.ONE)
        }) {
      refused(() -> Sm2Signature.fromRaw(raw(wrong, BigInteger.ONE)));
      refused(() -> Sm2Signature.fromRaw(raw(BigInteger.ONE, wrong)));
      refused(() -> Sm2Signature.fromDer(der(wrong, BigInteger.ONE)));
      refused(() -> Sm2Signature.fromDer(der(BigInteger.ONE, wrong)));
    }
    refused(() -> Sm2Signature.fromDer(der(BigInteger.ONE.negate(), BigInteger.ONE)));
    Sm2Signature.fromRaw(raw(N.subtract(BigInteger.ONE), BigInteger.ONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // nothing
        "30", // no length
        "3000", // empty sequence
        "3003020101", // one integer
        "30090201010201010201 01", // three integers
        "300602010102010100", // trailing byte behind
        "3007020101020101 00", // trailing byte within
        "30060201010201", // cut off
        "3080020101020101 0000", // indefinite length
        "308106020101020101", // long form of a short length
        "3007020200010201 01", // leading zero
        "3006020101020100", // zero
        "3006020101040101", // an octet string
        "3106020101020101", // a set
        "30060201010201ff", // negative
        "3005020002020101" // empty integer
      })
  void malformedDerIsRefused(String hex) {
    refused(() -> Sm2Signature.fromDer(Hex.decode(hex.replace(" ", ""))));
  }

  @Test
  void theFormsAreNotMistakenForEachOther() throws Exception {
    byte[] raw = raw(N.subtract(BigInteger.TWO), N.subtract(BigInteger.ONE));
    byte[] der = der(N.subtract(BigInteger.TWO), N.subtract(BigInteger.ONE));

    assertThatThrownBy(() -> Sm2Signature.fromRaw(der)).hasMessageContaining("looks like DER");
    assertThatThrownBy(() -> Sm2Signature.fromDer(raw)).hasMessageContaining("fromRaw");
    refused(() -> Sm2Signature.fromRaw(Arrays.copyOf(raw, 63)));
    refused(() -> Sm2Signature.fromRaw(Arrays.copyOf(raw, 65)));
    refused(() -> Sm2Signature.fromRaw(new byte[0]));
  }

  private static byte[] raw(BigInteger r, BigInteger s) {
    byte[] raw = new byte[64];
    BigIntegers.asUnsignedByteArray(r, raw, 0, 32);
    BigIntegers.asUnsignedByteArray(s, raw, 32, 32);
    return raw;
  }

  private static byte[] der(BigInteger r, BigInteger s) throws Exception {
    ASN1EncodableVector values = new ASN1EncodableVector();
    values.add(new ASN1Integer(r));
    values.add(new ASN1Integer(s));
    return new DERSequence(values).getEncoded("DER");
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}

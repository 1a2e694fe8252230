package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bouncycastle.util.Arrays.append;
import static org.bouncycastle.util.Arrays.concatenate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;

/** The verifier and BouncyCastle's own say the same, before and after the table of the key. */
class Sm2VerifierTest {

  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
  private static final BigInteger N = EcCurve.SM2.order();
  private static final int UNTIL_KNOWN = 8;

  private final SecureRandom random = new SecureRandom();

  @Property(tries = 300)
  void genuineSignaturesVerifyAndChangedOnesDoNot(
      @ForAll("privateKeys") BigInteger d,
      @ForAll byte[] message,
      @ForAll("bits") int changedBit,
      @ForAll boolean known)
      throws Exception {
    ECPrivateKeyParameters key = EcCurve.SM2.privateKey(d);
    Sm2Verifier verifier = verifier(publicKey(key), known);
    byte[] signature = sign(key, message);
    byte[] changed = signature.clone();
    changed[changedBit / 8] ^= (byte) (1 << changedBit % 8);

    assertThat(verifier.accepts(message, signature)).isTrue();
    assertThat(verifier.accepts(message, changed)).isFalse();
    assertThat(verifier.accepts(append(message, (byte) 0), signature)).isFalse();
    assertThat(theirs(publicKey(key), message, changed)).isFalse();
  }

  @Property(tries = 1000)
  void saysWhatBouncyCastleSaysOfAnyTwoNumbers(
      @ForAll("privateKeys") BigInteger d,
      @ForAll("numbers") BigInteger r,
      @ForAll("numbers") BigInteger s,
      @ForAll boolean known) {
    ECPublicKeyParameters key = publicKey(EcCurve.SM2.privateKey(d));
    byte[] signature = raw(r, s);

    assertThat(verifier(key, known).accepts(USER_ID, signature))
        .isEqualTo(theirs(key, USER_ID, signature));
  }

  @Property(tries = 300)
  void aSumOfProductsIsThatOfBouncyCastle(
      @ForAll("privateKeys") BigInteger d,
      @ForAll("numbers") BigInteger byG,
      @ForAll("numbers") BigInteger byP) {
    var g = EcCurve.SM2.domain().getG();
    var p = publicKey(EcCurve.SM2.privateKey(d)).getQ();

    for (int[] shape : new int[][] {{8, 2}, {5, 3}, {1, 1}}) {
      CombTable ofP = CombTable.of(p, shape[0], shape[1]);
      assertThat(CombTable.sumOfProducts(CombTable.of(g, 7, 2), byG, ofP, byP))
          .isEqualTo(g.multiply(byG).add(p.multiply(byP)));
    }
  }

  /**
   * A signature of the message for which s·G + t·P meets what an addition must not stumble over.
   */
  @Test
  void verifiesWhereTheSumMeetsItsOwnTermsOrInfinity() {
    for (int d : new int[] {1, 2, 3, 0x10000, 0x1001}) {
      BigInteger key = BigInteger.valueOf(d);
      ECPublicKeyParameters publicKey = publicKey(EcCurve.SM2.privateKey(key));
      for (BigInteger s : List.of(BigInteger.ONE, BigInteger.TWO, N.subtract(BigInteger.ONE))) {
        // s + t·d = 0: the sum is the point at infinity
        BigInteger t = s.negate().multiply(key.modInverse(N)).mod(N);
        byte[] atInfinity = raw(t.subtract(s).mod(N), s);
        // t·d = s: both products are the same point
        BigInteger same = s.multiply(key.modInverse(N)).mod(N);
        byte[] doubled = raw(same.subtract(s).mod(N), s);
        for (byte[] signature : List.of(atInfinity, doubled)) {
          assertThat(verifier(publicKey, true).accepts(USER_ID, signature))
              .isEqualTo(theirs(publicKey, USER_ID, signature));
        }
      }
    }
  }

  @Test
  void aSumWithEqualOppositeAndNoTermsIsRight() {
    var g = EcCurve.SM2.domain().getG();
    CombTable table = CombTable.of(g, 8, 2);
    CombTable opposite = CombTable.of(g.negate(), 8, 2);
    BigInteger k = new BigInteger(N.bitLength(), random).mod(N);

    assertThat(CombTable.sumOfProducts(table, k, table, k)).isEqualTo(g.multiply(k).twice());
    assertThat(CombTable.sumOfProducts(table, k, opposite, k).isInfinity()).isTrue();
    assertThat(CombTable.sumOfProducts(table, BigInteger.ZERO, table, BigInteger.ZERO).isInfinity())
        .isTrue();
  }

  @Test
  void refusesEveryOtherLength() throws Exception {
    ECPrivateKeyParameters key = EcCurve.SM2.privateKey(BigInteger.TEN);
    byte[] signature = sign(key, USER_ID);
    Sm2Verifier verifier = verifier(publicKey(key), false);

    for (int length : new int[] {0, 1, 63}) {
      assertThat(verifier.accepts(USER_ID, Arrays.copyOf(signature, length))).isFalse();
    }
    assertThat(verifier.accepts(USER_ID, append(signature, (byte) 0))).isFalse();
  }

  @Test
  void refusesNumbersOutOfRangeAndASumOfZero() throws Exception {
    ECPrivateKeyParameters key = EcCurve.SM2.privateKey(BigInteger.TEN);
    byte[] signature = sign(key, USER_ID);
    BigInteger r = new BigInteger(1, signature, 0, 32);
    BigInteger s = new BigInteger(1, signature, 32, 32);

    for (boolean known : new boolean[] {false, true}) {
      Sm2Verifier verifier = verifier(publicKey(key), known);
      assertThat(verifier.accepts(USER_ID, raw(r, s))).isTrue();
      assertThat(verifier.accepts(USER_ID, raw(N, s))).isFalse();
      assertThat(verifier.accepts(USER_ID, raw(r, N))).isFalse();
      assertThat(verifier.accepts(USER_ID, raw(BigInteger.ZERO, s))).isFalse();
      assertThat(verifier.accepts(USER_ID, raw(r, BigInteger.ZERO))).isFalse();
      assertThat(verifier.accepts(USER_ID, raw(r, N.subtract(r)))).isFalse();
    }
  }

  @Test
  void severalThreadsMayMeetAtTheSameKey() throws Exception {
    ECPrivateKeyParameters key = EcCurve.SM2.privateKey(new BigInteger(200, random));
    byte[] signature = sign(key, USER_ID);
    Sm2Verifier verifier = new Sm2Verifier(publicKey(key));
    Callable<Boolean> twenty =
        () -> IntStream.range(0, 20).allMatch(i -> verifier.accepts(USER_ID, signature));

    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> all : threads.invokeAll(List.of(twenty, twenty, twenty, twenty))) {
        assertThat(all.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Provide
  Arbitrary<BigInteger> privateKeys() {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ONE, N.subtract(BigInteger.TWO))
        .edgeCases(edges -> edges.add(BigInteger.ONE, N.subtract(BigInteger.TWO)));
  }

  @Provide
  Arbitrary<BigInteger> numbers() {
    BigInteger most = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    return Arbitraries.bigIntegers()
        .between(BigInteger.ZERO, most)
        .edgeCases(edges -> edges.add(BigInteger.ONE, N.subtract(BigInteger.ONE), N, most));
  }

  @Provide
  Arbitrary<Integer> bits() {
    return Arbitraries.integers().between(0, 511);
  }

  private static Sm2Verifier verifier(ECPublicKeyParameters key, boolean known) {
    Sm2Verifier verifier = new Sm2Verifier(key);
    for (int i = 0; known && i < UNTIL_KNOWN; i++) {
      verifier.accepts(USER_ID, raw(BigInteger.ONE, BigInteger.ONE));
    }
    return verifier;
  }

  private static boolean theirs(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
    signer.init(false, new ParametersWithID(key, USER_ID));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature);
  }

  private byte[] sign(ECPrivateKeyParameters key, byte[] message) throws CryptoException {
    SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
    signer.init(true, new ParametersWithID(new ParametersWithRandom(key, random), USER_ID));
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  private static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
    return EcCurve.SM2.publicKey(EcCurve.SM2.publicKeyOf(key).getQ().getEncoded(false));
  }

  private static byte[] raw(BigInteger r, BigInteger s) {
    return concatenate(
        BigIntegers.asUnsignedByteArray(32, r), BigIntegers.asUnsignedByteArray(32, s));
  }
}

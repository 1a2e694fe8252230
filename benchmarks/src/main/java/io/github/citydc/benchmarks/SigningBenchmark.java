package io.github.citydc.benchmarks;

import com.tencent.kona.crypto.KonaCryptoNativeProvider;
import com.tencent.kona.crypto.KonaCryptoProvider;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.VerificationKey;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.CryptoException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * SM2 over a signature base, by the SDK, by BouncyCastle on its custom curve, and by Tencent Kona
 * natively and in Java. Everybody keeps what it can from one signature to the next.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SigningBenchmark {

  private final byte[] message = Samples.signatureBase();
  private final SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3);
  private final byte[] signature = key.sign(message);
  private final byte[] publicKey = key.verificationKey().toSubjectPublicKeyInfo();
  private final VerificationKey known = VerificationKey.fromSubjectPublicKeyInfo(publicKey);
  private final BouncyCastleSm2 bouncyCastle = BouncyCastleSm2.over(message);
  private final KonaSm2 konaNative = KonaSm2.over(message, new KonaCryptoNativeProvider());
  private final KonaSm2 konaPure = KonaSm2.over(message, new KonaCryptoProvider());

  /** With a key that was read once. */
  @Benchmark
  public byte[] signOfSdk() {
    return key.sign(message);
  }

  /** With a signer that was initialised once. */
  @Benchmark
  public byte[] signOfBouncyCastle() throws CryptoException {
    return bouncyCastle.sign(message);
  }

  /** With OpenSSL beneath. */
  @Benchmark
  public byte[] signOfKonaNative() throws GeneralSecurityException {
    return konaNative.sign(message);
  }

  /** In Java. */
  @Benchmark
  public byte[] signOfKonaPure() throws GeneralSecurityException {
    return konaPure.sign(message);
  }

  /** With a key that has its table. */
  @Benchmark
  public VerificationKey verifyKnownOfSdk() {
    known.verify(message, signature);
    return known;
  }

  /** With a key that was just read, reading included. */
  @Benchmark
  public VerificationKey verifyFirstOfSdk() {
    VerificationKey stranger = VerificationKey.fromSubjectPublicKeyInfo(publicKey);
    stranger.verify(message, signature);
    return stranger;
  }

  /** With a signer that was initialised once. */
  @Benchmark
  public boolean verifyKnownOfBouncyCastle() {
    return bouncyCastle.verify(message);
  }

  /** With OpenSSL beneath. */
  @Benchmark
  public boolean verifyKnownOfKonaNative() throws GeneralSecurityException {
    return konaNative.verify(message);
  }

  /** In Java. */
  @Benchmark
  public boolean verifyKnownOfKonaPure() throws GeneralSecurityException {
    return konaPure.verify(message);
  }
}

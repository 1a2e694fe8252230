package io.github.citydc.benchmarks;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.payload.PayloadEncryptor;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
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
 * SM3 and SM4-GCM over 4 MiB, as much as a message brings at most, by the SDK and by BouncyCastle
 * itself. What the SDK encrypts is whole: a key encrypted with SM2 is part of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class DigestBenchmark {

  private static final NodeId SENDER = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HUB = NodeId.parse("440100:11440100696927049H:hub");

  private final SecureRandom random = new SecureRandom();
  private final byte[] content = random(4 << 20);
  private final PayloadEncryptor encryptor = new PayloadEncryptor(SENDER, random);
  private final TrustedReceiver receiver = receiver();

  private static TrustedReceiver receiver() {
    SandboxCa ca = SandboxCa.create("Benchmarks");
    X509Certificate certificate = ca.issueDual(HUB).decryption().certificate().orElseThrow();
    return TrustStore.of(List.of(ca.root()))
        .validateForEncryption(List.of(certificate), Instant.now());
  }

  /** As bodies are digested. */
  @Benchmark
  public byte[] sm3OfSdk() {
    return DigestAlgorithm.SM3.digest(content);
  }

  /** The digest beneath. */
  @Benchmark
  public byte[] sm3OfBouncyCastle() {
    SM3Digest digest = new SM3Digest();
    digest.update(content, 0, content.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  /** As payloads are encrypted. */
  @Benchmark
  public String sm4GcmOfSdk() {
    return encryptor.encrypt(content, receiver);
  }

  /** The cipher beneath, and its output as the text that is sent. */
  @Benchmark
  public String sm4GcmOfBouncyCastle() throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
    cipher.init(true, new AEADParameters(new KeyParameter(random(16)), 128, random(12)));
    byte[] output = new byte[cipher.getOutputSize(content.length)];
    int length = cipher.processBytes(content, 0, content.length, output, 0);
    cipher.doFinal(output, length);
    return Base64.getUrlEncoder().encodeToString(output);
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}

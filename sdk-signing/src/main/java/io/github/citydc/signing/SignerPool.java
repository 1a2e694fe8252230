package io.github.citydc.signing;

import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/**
 * Initialised signers of one key, reused. A BouncyCastle signer serves one thread at a time, and to
 * initialise one for SM2 costs a scalar multiplication and the hash Z of the key; the pool pays
 * that once per thread that signs at the same moment. Thread-safe.
 */
final class SignerPool implements PublicHalf {

  private final Supplier<Signer> source;
  private final Queue<Signer> idle = new ConcurrentLinkedQueue<>();

  private SignerPool(Supplier<Signer> source) {
    this.source = source;
  }

  static SignerPool forSigning(
      SignatureAlgorithm algorithm, CipherParameters key, SecureRandom random) {
    CipherParameters parameters =
        switch (algorithm) {
          case SM2_SM3 ->
              new ParametersWithID(new ParametersWithRandom(key, random), Sm2Verifier.userId());
          case ECDSA_P256_SHA256, RSA_PSS_SHA512 -> new ParametersWithRandom(key, random);
          case ED25519, HMAC_SHA256, HMAC_SM3 -> key;
        };
    return new SignerPool(() -> initialised(algorithm, true, parameters));
  }

  /** With any key but one for SM2, for which there is {@link Sm2Verifier}. */
  static SignerPool forVerifying(SignatureAlgorithm algorithm, CipherParameters key) {
    return new SignerPool(() -> initialised(algorithm, false, key));
  }

  private static Signer initialised(
      SignatureAlgorithm algorithm, boolean forSigning, CipherParameters parameters) {
    Signer signer =
        switch (algorithm) {
          case SM2_SM3 -> new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
          case ECDSA_P256_SHA256 ->
              new DSADigestSigner(new ECDSASigner(), new SHA256Digest(), PlainDSAEncoding.INSTANCE);
          case ED25519 -> new Ed25519Signer();
          case RSA_PSS_SHA512 -> new PSSSigner(new RSABlindedEngine(), new SHA512Digest(), 64);
          case HMAC_SHA256 -> new MacSigner(new HMac(new SHA256Digest()));
          case HMAC_SM3 -> new MacSigner(new HMac(new SM3Digest()));
        };
    signer.init(forSigning, parameters);
    return signer;
  }

  byte[] sign(byte[] message) {
    Signer signer = fed(message);
    try {
      byte[] signature = signer.generateSignature();
      idle.add(signer);
      return signature;
    } catch (CryptoException e) {
      throw new IllegalStateException("The key cannot sign", e);
    }
  }

  @Override
  public boolean accepts(byte[] message, byte[] signature) {
    Signer signer = fed(message);
    boolean accepted = signer.verifySignature(signature);
    idle.add(signer);
    return accepted;
  }

  private Signer fed(byte[] message) {
    Signer pooled = idle.poll();
    Signer signer = pooled == null ? source.get() : pooled;
    signer.reset();
    signer.update(message, 0, message.length);
    return signer;
  }
}

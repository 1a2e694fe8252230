package io.github.citydc.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;

/** BouncyCastle's own signers of one key on its custom curve, initialised once. */
final class BouncyCastleSm2 {

  private static final byte[] USER_ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  private final SM2Signer signer = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
  private final SM2Signer verifier = new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest());
  private final byte[] signature;

  private BouncyCastleSm2(byte[] message) throws CryptoException {
    SecureRandom random = new SecureRandom();
    ECDomainParameters domain = new ECDomainParameters(CustomNamedCurves.getByName("sm2p256v1"));
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(domain, random));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    signer.init(
        true, new ParametersWithID(new ParametersWithRandom(pair.getPrivate(), random), USER_ID));
    verifier.init(false, new ParametersWithID(pair.getPublic(), USER_ID));
    signature = sign(message);
  }

  static BouncyCastleSm2 over(byte[] message) {
    try {
      return new BouncyCastleSm2(message);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] message) throws CryptoException {
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  boolean verify(byte[] message) {
    verifier.update(message, 0, message.length);
    return Samples.genuine(verifier.verifySignature(signature));
  }
}

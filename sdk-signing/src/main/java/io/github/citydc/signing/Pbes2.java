package io.github.citydc.signing;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Encrypted PKCS#8: PBES2 with PBKDF2, RFC 8018 §6.2. BouncyCastle's own reader asks a provider for
 * the cipher by its OID and none has SM4 under it.
 */
final class Pbes2 {

  /** What the file asks for is work done here: more than any tool writes is an attack. */
  private static final int MAXIMUM_ITERATIONS = 10_000_000;

  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int BLOCK_BYTES = 16;

  private static final Map<ASN1ObjectIdentifier, Cipher> CIPHERS =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, new Cipher(AESEngine::newInstance, 128),
          NISTObjectIdentifiers.id_aes192_CBC, new Cipher(AESEngine::newInstance, 192),
          NISTObjectIdentifiers.id_aes256_CBC, new Cipher(AESEngine::newInstance, 256),
          GMObjectIdentifiers.sms4_cbc, new Cipher(SM4Engine::new, 128));

  private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> PRFS =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
          PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new,
          GMObjectIdentifiers.hmac_sm3, SM3Digest::new);

  private record Cipher(Supplier<BlockCipher> engine, int keyBits) {}

  private Pbes2() {}

  /** The PKCS#8 inside; if it is none, the password was wrong by a chance of 1 in 256. */
  static byte[] decrypt(byte[] encryptedPrivateKeyInfo, char[] password) {
    try {
      EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(encryptedPrivateKeyInfo);
      return process(
          false, parameters(info.getEncryptionAlgorithm()), password, info.getEncryptedData());
    } catch (UnsupportedKeyException e) {
      throw e;
    } catch (InvalidCipherTextException | RuntimeException e) {
      throw new IllegalArgumentException(
          "The password is wrong, or the encrypted private key is damaged");
    }
  }

  static byte[] encrypt(
      byte[] pkcs8, char[] password, KeyEncryption encryption, SecureRandom random) {
    PBKDF2Params derivation =
        new PBKDF2Params(
            randomBytes(SALT_BYTES, random),
            ITERATIONS,
            new AlgorithmIdentifier(encryption.prf(), DERNull.INSTANCE));
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new EncryptionScheme(
                encryption.cipher(), new DEROctetString(randomBytes(BLOCK_BYTES, random))));
    try {
      byte[] ciphertext = process(true, parameters, password, pkcs8);
      return Certificates.der(
          new EncryptedPrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), ciphertext));
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("Encryption has no ciphertext to refuse", e);
    }
  }

  private static byte[] randomBytes(int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static PBES2Parameters parameters(AlgorithmIdentifier algorithm) {
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      throw unsupported("scheme", algorithm.getAlgorithm());
    }
    return PBES2Parameters.getInstance(algorithm.getParameters());
  }

  private static byte[] process(
      boolean encrypt, PBES2Parameters parameters, char[] password, byte[] input)
      throws InvalidCipherTextException {
    EncryptionScheme scheme = parameters.getEncryptionScheme();
    Cipher cipher = CIPHERS.get(scheme.getAlgorithm());
    if (cipher == null) {
      throw unsupported("cipher", scheme.getAlgorithm());
    }
    byte[] iv = ASN1OctetString.getInstance(scheme.getParameters()).getOctets();
    PaddedBufferedBlockCipher cbc =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(cipher.engine().get()));
    cbc.init(
        encrypt,
        new ParametersWithIV(
            derive(parameters.getKeyDerivationFunc(), password, cipher.keyBits()), iv));
    byte[] output = new byte[cbc.getOutputSize(input.length)];
    int length = cbc.processBytes(input, 0, input.length, output, 0);
    length += cbc.doFinal(output, length);
    return Arrays.copyOf(output, length);
  }

  private static CipherParameters derive(KeyDerivationFunc function, char[] password, int keyBits) {
    if (!function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw unsupported("key derivation", function.getAlgorithm());
    }
    PBKDF2Params parameters = PBKDF2Params.getInstance(function.getParameters());
    Supplier<Digest> digest = PRFS.get(parameters.getPrf().getAlgorithm());
    if (digest == null) {
      throw unsupported("pseudorandom function", parameters.getPrf().getAlgorithm());
    }
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest.get());
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    generator.init(secret, parameters.getSalt(), iterations(parameters));
    CipherParameters key = generator.generateDerivedParameters(keyBits);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  private static int iterations(PBKDF2Params parameters) {
    BigInteger asked = new ASN1Integer(parameters.getIterationCount()).getValue();
    if (asked.signum() <= 0 || asked.compareTo(BigInteger.valueOf(MAXIMUM_ITERATIONS)) > 0) {
      throw new UnsupportedKeyException(
          "The encrypted private key asks for "
              + asked
              + " iterations; accepted are 1 to "
              + MAXIMUM_ITERATIONS);
    }
    return asked.intValueExact();
  }

  private static UnsupportedKeyException unsupported(String what, ASN1ObjectIdentifier oid) {
    return new UnsupportedKeyException(
        "The private key is encrypted with the "
            + what
            + " "
            + oid.getId()
            + ", which is not read here; convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc");
  }
}

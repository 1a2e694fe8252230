package io.github.citydc.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPairGenerator;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECKeyParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.jspecify.annotations.Nullable;

/**
 * Between the encoded forms of keys (PKCS#8, SubjectPublicKeyInfo) and BouncyCastle's parameters.
 */
final class KeyCodec {

  private static final int SM2_SCALAR_BYTES = 32;
  private static final int RSA_MINIMUM_BITS = 2048;
  private static final int RSA_GENERATED_BITS = 3072;
  private static final int RSA_CERTAINTY = 128;

  private KeyCodec() {}

  static AsymmetricKeyParameter publicKey(byte[] subjectPublicKeyInfo) {
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo);
      ASN1ObjectIdentifier type = info.getAlgorithm().getAlgorithm();
      if (isSm2(type)) {
        requireSm2Curve(info.getAlgorithm().getParameters());
        return EcCurve.SM2.publicKey(info.getPublicKeyData().getOctets());
      }
      if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        return EcCurve.ofParameters(info.getAlgorithm().getParameters())
            .publicKey(info.getPublicKeyData().getOctets());
      }
      requireSupported(type);
      return requireStrength(PublicKeyFactory.createKey(info));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("Not a usable public key: " + reason(e), e);
    }
  }

  /** The cause is dropped: a parser's message may quote what it read. */
  static AsymmetricKeyParameter privateKey(byte[] pkcs8) {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(pkcs8);
      ASN1ObjectIdentifier type = info.getPrivateKeyAlgorithm().getAlgorithm();
      if (isSm2(type)) {
        requireSm2Curve(info.getPrivateKeyAlgorithm().getParameters());
        return ecPrivateKey(EcCurve.SM2, ECPrivateKey.getInstance(info.parsePrivateKey()));
      }
      if (type.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        EcCurve curve = EcCurve.ofParameters(info.getPrivateKeyAlgorithm().getParameters());
        return ecPrivateKey(curve, ECPrivateKey.getInstance(info.parsePrivateKey()));
      }
      requireSupported(type);
      return requireStrength(PrivateKeyFactory.createKey(info));
    } catch (UnsupportedKeyException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "Not a usable PKCS#8 private key: damaged, or of an unknown type or curve");
    }
  }

  /** The token is asked for here, so that no way around it exists. */
  static ECPrivateKeyParameters rawSm2(byte[] scalar, RawKeyAccess access) {
    Objects.requireNonNull(access);
    if (scalar.length != SM2_SCALAR_BYTES) {
      throw new IllegalArgumentException(
          "A bare SM2 private key has 32 bytes, this has " + scalar.length);
    }
    return EcCurve.SM2.privateKey(new BigInteger(1, scalar));
  }

  /** SEC1, RFC 5915; the cause is dropped as above. */
  static AsymmetricKeyParameter sec1PrivateKey(byte[] der) {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(der);
      return ecPrivateKey(EcCurve.ofParameters(key.getParametersObject()), key);
    } catch (UnsupportedKeyException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not a usable SEC1 private key: damaged");
    }
  }

  /** A public key may come with the private one; then it must be the right one. */
  private static ECPrivateKeyParameters ecPrivateKey(EcCurve curve, ECPrivateKey key) {
    ECPrivateKeyParameters privateKey = curve.privateKey(key.getKey());
    ASN1BitString point = key.getPublicKey();
    if (point != null
        && !curve
            .publicKey(point.getOctets())
            .getQ()
            .equals(curve.publicKeyOf(privateKey).getQ())) {
      throw new UnsupportedKeyException(
          "The public key that stands beside the private key is not its own");
    }
    return privateKey;
  }

  /**
   * Some products name the algorithm by the object identifier of the curve, 1.2.156.10197.1.301, or
   * by that of the signature algorithm below it, in place of id-ecPublicKey.
   */
  private static boolean isSm2(ASN1ObjectIdentifier type) {
    return type.equals(GMObjectIdentifiers.sm2p256v1) || type.equals(GMObjectIdentifiers.sm2sign);
  }

  /** The curve may be named once more, or not. */
  private static void requireSm2Curve(@Nullable ASN1Encodable parameters) {
    if (parameters != null
        && !parameters.equals(DERNull.INSTANCE)
        && EcCurve.ofParameters(parameters) != EcCurve.SM2) {
      throw new UnsupportedKeyException("A key of type SM2 names another curve");
    }
  }

  private static void requireSupported(ASN1ObjectIdentifier type) {
    boolean supported =
        type.equals(EdECObjectIdentifiers.id_Ed25519)
            || type.equals(PKCSObjectIdentifiers.rsaEncryption)
            || type.equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
    if (!supported) {
      throw new UnsupportedKeyException("Keys of type " + type.getId() + " are not supported");
    }
  }

  private static AsymmetricKeyParameter requireStrength(AsymmetricKeyParameter key) {
    if (key instanceof RSAKeyParameters rsa && rsa.getModulus().bitLength() < RSA_MINIMUM_BITS) {
      throw new UnsupportedKeyException("An RSA key has at least 2048 bits");
    }
    return key;
  }

  private static String reason(Exception e) {
    return String.valueOf(e.getMessage());
  }

  static SignatureAlgorithm algorithmOf(AsymmetricKeyParameter key) {
    if (key instanceof ECKeyParameters ec) {
      return ec.getParameters().equals(EcCurve.SM2.domain())
          ? EcCurve.SM2.algorithm()
          : EcCurve.P256.algorithm();
    }
    return key instanceof RSAKeyParameters
        ? SignatureAlgorithm.RSA_PSS_SHA512
        : SignatureAlgorithm.ED25519;
  }

  static AsymmetricKeyParameter publicKeyOf(AsymmetricKeyParameter privateKey) {
    if (privateKey instanceof ECPrivateKeyParameters ec) {
      EcCurve curve = algorithmOf(ec) == SignatureAlgorithm.SM2_SM3 ? EcCurve.SM2 : EcCurve.P256;
      return curve.publicKeyOf(ec);
    }
    if (privateKey instanceof RSAPrivateCrtKeyParameters rsa) {
      return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
    }
    return ((Ed25519PrivateKeyParameters) privateKey).generatePublicKey();
  }

  /** The same key always gives the same bytes, so they also serve to compare keys. */
  static byte[] encode(AsymmetricKeyParameter publicKey) {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(publicKey).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("A public key has a DER form", e);
    }
  }

  static byte[] encodePrivate(AsymmetricKeyParameter privateKey) {
    try {
      return PrivateKeyInfoFactory.createPrivateKeyInfo(privateKey).getEncoded("DER");
    } catch (IOException e) {
      throw new IllegalStateException("A private key has a DER form", e);
    }
  }

  static AsymmetricKeyParameter generate(SignatureAlgorithm algorithm, SecureRandom random) {
    AsymmetricCipherKeyPairGenerator generator =
        switch (algorithm) {
          case SM2_SM3 -> ecGenerator(EcCurve.SM2, random);
          case ECDSA_P256_SHA256 -> ecGenerator(EcCurve.P256, random);
          case ED25519 -> {
            Ed25519KeyPairGenerator ed25519 = new Ed25519KeyPairGenerator();
            ed25519.init(new Ed25519KeyGenerationParameters(random));
            yield ed25519;
          }
          case RSA_PSS_SHA512 -> {
            RSAKeyPairGenerator rsa = new RSAKeyPairGenerator();
            rsa.init(
                new RSAKeyGenerationParameters(
                    BigInteger.valueOf(65537), random, RSA_GENERATED_BITS, RSA_CERTAINTY));
            yield rsa;
          }
          case HMAC_SHA256, HMAC_SM3 ->
              throw new IllegalArgumentException(
                  algorithm + " has no key pair; see SharedSecret.fromRawBytes");
        };
    return generator.generateKeyPair().getPrivate();
  }

  private static ECKeyPairGenerator ecGenerator(EcCurve curve, SecureRandom random) {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(curve.domain(), random));
    return generator;
  }
}

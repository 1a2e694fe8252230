package io.github.citydc.signing;

import io.github.citydc.exchange.message.VerificationException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * A private key that stays in a cipher machine, a token or another provider, which signs. Its name
 * for the algorithm and the form of its signatures are found by a signature made for trial.
 */
final class ProviderKey implements PrivateHalf {

  private static final byte[] TRIAL =
      "Does this key belong to its certificate?".getBytes(StandardCharsets.US_ASCII);

  private final PrivateKey key;
  private final Provider provider;
  private final SignatureAlgorithm algorithm;
  private final String name;
  private final boolean asDer;

  private ProviderKey(
      PrivateKey key, Provider provider, SignatureAlgorithm algorithm, String name, boolean asDer) {
    this.key = key;
    this.provider = provider;
    this.algorithm = algorithm;
    this.name = name;
    this.asDer = asDer;
  }

  static ProviderKey of(PrivateKey key, Provider provider, VerificationKey certified) {
    SignatureAlgorithm algorithm = certified.algorithm();
    String name = name(provider, algorithm);
    for (boolean asDer : List.of(true, false)) {
      ProviderKey candidate = new ProviderKey(key, provider, algorithm, name, asDer);
      if (candidate.agreesWith(certified)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(
        "The certificate is for the "
            + certified
            + ", the private key in provider "
            + provider.getName()
            + " belongs to another; or it signs with another user id than 1234567812345678");
  }

  private boolean agreesWith(VerificationKey certified) {
    try {
      certified.verify(TRIAL, sign(TRIAL));
      return true;
    } catch (IllegalArgumentException | VerificationException e) {
      return false;
    }
  }

  private static String name(Provider provider, SignatureAlgorithm algorithm) {
    List<String> names =
        switch (algorithm) {
          case SM2_SM3 -> List.of("SM3withSM2", "1.2.156.10197.1.501");
          case ECDSA_P256_SHA256 -> List.of("SHA256withECDSA");
          case ED25519 -> List.of("Ed25519", "EdDSA");
          case RSA_PSS_SHA512 -> List.of("RSASSA-PSS");
          case HMAC_SHA256, HMAC_SM3 ->
              throw new IllegalArgumentException("A certificate has no shared secret");
        };
    return names.stream()
        .filter(candidate -> provides(provider, candidate))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Provider " + provider.getName() + " has none of the signatures " + names));
  }

  private static boolean provides(Provider provider, String name) {
    return provider.getService("Signature", name) != null;
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(name, provider);
      if (algorithm == SignatureAlgorithm.RSA_PSS_SHA512) {
        signature.setParameter(
            new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1));
      }
      signature.initSign(key);
      signature.update(message);
      return onTheWire(signature.sign());
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException(
          "Provider "
              + provider.getName()
              + " does not take this private key (of type "
              + key.getAlgorithm()
              + ") for "
              + algorithm);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyProviderException(
          "Provider " + provider.getName() + " cannot sign at present", e);
    }
  }

  private byte[] onTheWire(byte[] signature) {
    return switch (algorithm) {
      case SM2_SM3 -> asDer ? Sm2Signature.fromDer(signature).toRaw() : signature;
      case ECDSA_P256_SHA256 -> asDer ? rawEcdsa(signature) : signature;
      default -> signature;
    };
  }

  private static byte[] rawEcdsa(byte[] der) {
    BigInteger order = EcCurve.P256.order();
    try {
      BigInteger[] values = StandardDSAEncoding.INSTANCE.decode(order, der);
      return PlainDSAEncoding.INSTANCE.encode(order, values[0], values[1]);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not the DER of an ECDSA signature", e);
    }
  }

  @Override
  public PrivateHalf random(SecureRandom random) {
    throw new IllegalStateException(
        "The randomness of signatures is that of provider " + provider.getName());
  }

  @Override
  public AsymmetricKeyParameter export() {
    throw new IllegalStateException(
        "The private key stays in provider " + provider.getName() + " and is not given out");
  }
}

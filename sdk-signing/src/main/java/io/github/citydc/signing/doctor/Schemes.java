package io.github.citydc.signing.doctor;

import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.VerificationKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.util.encoders.Hex;

/** The known ways of using the right key wrongly. For diagnosis only. */
final class Schemes {

  /** The kinds of mistakes a scheme can be. */
  public enum Kind {
    /** SM2 with another user id. */
    USER_ID,
    /** SM2 without Z. */
    NO_Z,
    /** Another hash. */
    HASH,
    /** The hash of the text signed as the text. */
    TWICE,
    /** Something else entirely. */
    SCHEME
  }

  /**
   * One wrong way of using a key.
   *
   * @param kind what kind of mistake it is
   * @param description what was done, as the end of a sentence
   * @param accepts whether it explains a text and a signature
   */
  public record Scheme(Kind kind, String description, BiPredicate<byte[], byte[]> accepts) {}

  private static final String STANDARD_ID = "1234567812345678";

  /** User ids that products use by default, and their names. */
  private static final Map<String, String> KNOWN_IDS =
      Map.of(
          "", "the empty user id",
          "TLSv1.3+GM+Cipher+Suite", "the user id of TLS 1.3, RFC 8998",
          "ALICE123@YAHOO.COM", "the user id of the standard's example, ALICE123@YAHOO.COM",
          "BOB456@YAHOO.COM", "the user id of the standard's example, BOB456@YAHOO.COM",
          "12345678", "the user id 12345678",
          "31323334353637383132333435363738", "the user id as hexadecimal text");

  private final List<Scheme> schemes = new ArrayList<>();

  private Schemes() {}

  /**
   * The schemes that are tried with a key.
   *
   * @param key the right key
   * @param userIds further SM2 user ids to try
   * @return the ways, the likely ones first
   */
  public static List<Scheme> of(VerificationKey key, List<String> userIds) {
    Schemes found = new Schemes();
    if (!key.algorithm().isSymmetric()) {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.toSubjectPublicKeyInfo());
      found.addOf(key.algorithm(), info, userIds);
    }
    found.addTwice(key);
    return List.copyOf(found.schemes);
  }

  private void addOf(
      SignatureAlgorithm algorithm, SubjectPublicKeyInfo info, List<String> userIds) {
    switch (algorithm) {
      case SM2_SM3 -> addSm2(new Sm2Equation(info), userIds);
      case ECDSA_P256_SHA256 -> addEcdsa((ECPublicKeyParameters) parameters(info), Kind.HASH, "");
      case RSA_PSS_SHA512 -> addRsa(parameters(info));
      case ED25519 ->
          addSigner(
              Kind.SCHEME,
              "Ed25519ph, which hashes first",
              new Ed25519phSigner(new byte[0]),
              parameters(info));
      case HMAC_SHA256, HMAC_SM3 -> throw new IllegalStateException("has no public key");
    }
  }

  private static AsymmetricKeyParameter parameters(SubjectPublicKeyInfo info) {
    try {
      return PublicKeyFactory.createKey(info);
    } catch (IOException e) {
      throw new IllegalStateException("A verification key has been decoded before", e);
    }
  }

  private void addSm2(Sm2Equation sm2, List<String> userIds) {
    userIds.forEach(id -> addUserId(sm2, id, "a user id of " + id.length() + " characters"));
    KNOWN_IDS.forEach((id, name) -> addUserId(sm2, id, name));
    byte[] z = sm2.z(ascii(STANDARD_ID), new SM3Digest());
    byte[] z256 = sm2.z(ascii(STANDARD_ID), new SHA256Digest());
    add(Kind.NO_Z, "SM3 of the text alone", (m, s) -> sm2.holds(Sm2Equation.sm3(m), s));
    addHash(sm2, "SHA-256 in place of SM3", z256);
    addHash(sm2, "SHA-256 for the text, SM3 for Z", z);
    addHash(sm2, "SHA-256 of the text alone", new byte[0]);
    add(
        Kind.TWICE,
        "SM3 of the text as the hash, hashed again without Z",
        (m, s) -> sm2.holds(Sm2Equation.sm3(Sm2Equation.sm3(m)), s));
    add(
        Kind.TWICE,
        "SM3(Z ‖ text), hashed again",
        (m, s) -> sm2.holds(Sm2Equation.sm3(Sm2Equation.sm3(z, m)), s));
    addEcdsa(sm2.key(), Kind.SCHEME, " on the SM2 curve");
  }

  private void addUserId(Sm2Equation sm2, String userId, String name) {
    byte[] id = userId.getBytes(StandardCharsets.UTF_8);
    if (id.length < 8192) {
      byte[] z = sm2.z(id, new SM3Digest());
      add(Kind.USER_ID, name, (m, s) -> sm2.holds(Sm2Equation.sm3(z, m), s));
    }
  }

  private void addHash(Sm2Equation sm2, String description, byte[] z) {
    add(Kind.HASH, description, (m, s) -> sm2.holds(Sm2Equation.hash(new SHA256Digest(), z, m), s));
  }

  private void addEcdsa(ECPublicKeyParameters key, Kind kind, String where) {
    for (Digest digest :
        List.of(
            new SM3Digest(),
            new SHA256Digest(),
            new SHA384Digest(),
            new SHA512Digest(),
            new SHA1Digest())) {
      add(
          kind,
          "ECDSA with " + digest.getAlgorithmName() + where,
          (m, s) -> isEcdsa(key, Sm2Equation.hash(digest, m), s));
    }
  }

  private static boolean isEcdsa(ECPublicKeyParameters key, byte[] hash, byte[] signature) {
    if (signature.length != 64) {
      return false;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        hash,
        new BigInteger(1, Arrays.copyOf(signature, 32)),
        new BigInteger(1, Arrays.copyOfRange(signature, 32, 64)));
  }

  private void addRsa(AsymmetricKeyParameter key) {
    AsymmetricBlockCipher rsa = new RSABlindedEngine();
    addSigner(
        Kind.SCHEME, "PKCS #1 v1.5 with SHA-512", new RSADigestSigner(new SHA512Digest()), key);
    addSigner(
        Kind.SCHEME, "PKCS #1 v1.5 with SHA-256", new RSADigestSigner(new SHA256Digest()), key);
    addSigner(Kind.SCHEME, "PSS with SHA-256", new PSSSigner(rsa, new SHA256Digest(), 32), key);
    int longest = (((RSAKeyParameters) key).getModulus().bitLength() + 6) / 8 - 64 - 2;
    for (int salt : new int[] {longest, 20, 32, 0}) {
      PSSSigner pss = new PSSSigner(rsa, new SHA512Digest(), salt);
      addSigner(Kind.SCHEME, "PSS with a salt of " + salt + " bytes", pss, key);
    }
  }

  private void addSigner(Kind kind, String description, Signer signer, AsymmetricKeyParameter key) {
    add(
        kind,
        description,
        (m, s) -> {
          signer.init(false, key);
          signer.update(m, 0, m.length);
          return signer.verifySignature(s);
        });
  }

  private void addTwice(VerificationKey key) {
    for (Digest digest : List.of(new SM3Digest(), new SHA256Digest(), new SHA512Digest())) {
      String hash = "the " + digest.getAlgorithmName() + " of the text";
      addSigned(key, hash, m -> Sm2Equation.hash(digest, m));
      addSigned(key, hash + " in hexadecimal", m -> Hex.encode(Sm2Equation.hash(digest, m)));
      addSigned(
          key,
          hash + " in hexadecimal capitals",
          m -> ascii(Hex.toHexString(Sm2Equation.hash(digest, m)).toUpperCase(Locale.ROOT)));
      addSigned(
          key, hash + " in Base64", m -> Base64.getEncoder().encode(Sm2Equation.hash(digest, m)));
    }
  }

  private void addSigned(VerificationKey key, String what, UnaryOperator<byte[]> signed) {
    add(Kind.TWICE, what, (m, s) -> isGenuine(key, signed.apply(m), s));
  }

  /**
   * Returns whether a signature is genuine, as an answer and not as an exception: for experiments
   * only.
   *
   * @param key the key
   * @param message what was signed
   * @param signature the signature
   * @return whether it verifies
   */
  public static boolean isGenuine(VerificationKey key, byte[] message, byte[] signature) {
    try {
      key.verify(message, signature);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private void add(Kind kind, String description, BiPredicate<byte[], byte[]> accepts) {
    schemes.add(new Scheme(kind, description, (m, s) -> isAccepted(accepts, m, s)));
  }

  private static boolean isAccepted(
      BiPredicate<byte[], byte[]> accepts, byte[] message, byte[] signature) {
    try {
      return accepts.test(message, signature);
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

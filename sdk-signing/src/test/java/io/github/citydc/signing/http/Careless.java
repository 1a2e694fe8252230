package io.github.citydc.signing.http;

import io.github.citydc.signing.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/** Signs with an SM2 key in ways that are not those of the standard, as others have done. */
public final class Careless {

  private static final Pattern AROUND = Pattern.compile("-----[^-]+-----|\\s");

  private Careless() {}

  public static byte[] sm2(SigningKey key, String userId, byte[] message) {
    return signed(new SM2Signer(PlainDSAEncoding.INSTANCE, new SM3Digest()), key, userId, message);
  }

  public static byte[] sm2WithSha256(SigningKey key, byte[] message) {
    return signed(
        new SM2Signer(PlainDSAEncoding.INSTANCE, new SHA256Digest()),
        key,
        "1234567812345678",
        message);
  }

  private static byte[] signed(SM2Signer signer, SigningKey key, String userId, byte[] message) {
    signer.init(
        true, new ParametersWithID(parameters(key), userId.getBytes(StandardCharsets.US_ASCII)));
    return finished(signer, message);
  }

  public static byte[] ecdsa(SigningKey key, byte[] message) {
    DSADigestSigner signer =
        new DSADigestSigner(new ECDSASigner(), new SM3Digest(), PlainDSAEncoding.INSTANCE);
    signer.init(true, parameters(key));
    return finished(signer, message);
  }

  private static byte[] finished(Signer signer, byte[] message) {
    try {
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** GB/T 32918.2 §6.1 from step A4 on, with a hash of the caller's. */
  public static byte[] sm2OfHash(SigningKey key, byte[] hash) {
    ECPrivateKeyParameters parameters = parameters(key);
    BigInteger n = parameters.getParameters().getN();
    BigInteger d = parameters.getD();
    BigInteger k = new BigInteger(n.bitLength() - 1, new java.util.Random(7)).add(BigInteger.TWO);
    BigInteger x =
        parameters.getParameters().getG().multiply(k).normalize().getAffineXCoord().toBigInteger();
    BigInteger r = new BigInteger(1, hash).add(x).mod(n);
    BigInteger s = d.add(BigInteger.ONE).modInverse(n).multiply(k.subtract(r.multiply(d))).mod(n);
    return PlainDSAEncoding.INSTANCE.encode(n, r, s);
  }

  private static ECPrivateKeyParameters parameters(SigningKey key) {
    String base64 = AROUND.matcher(key.toPrivateKeyPem()).replaceAll("");
    try {
      return (ECPrivateKeyParameters)
          PrivateKeyFactory.createKey(Base64.getDecoder().decode(base64));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

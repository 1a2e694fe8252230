package io.github.citydc.signing.trust.internal;

import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2Signature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.operator.ContentSigner;

/** A signer of X.509 and PKCS#10 structures with an SM2, P-256 or Ed25519 key. */
public record KeyContentSigner(SigningKey key, ByteArrayOutputStream content)
    implements ContentSigner {

  public KeyContentSigner(SigningKey key) {
    this(key, new ByteArrayOutputStream());
    algorithm(key.algorithm());
  }

  private static ASN1ObjectIdentifier algorithm(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case SM2_SM3 -> GMObjectIdentifiers.sm2sign_with_sm3;
      case ECDSA_P256_SHA256 -> X9ObjectIdentifiers.ecdsa_with_SHA256;
      case ED25519 -> EdECObjectIdentifiers.id_Ed25519;
      default ->
          throw new IllegalArgumentException(
              "Certificates and requests are signed with SM2, P-256 or Ed25519 here, not "
                  + algorithm);
    };
  }

  @Override
  public AlgorithmIdentifier getAlgorithmIdentifier() {
    return new AlgorithmIdentifier(algorithm(key.algorithm()));
  }

  @Override
  public OutputStream getOutputStream() {
    return content;
  }

  @Override
  public byte[] getSignature() {
    byte[] signature = key.sign(content.toByteArray());
    return switch (key.algorithm()) {
      case SM2_SM3 -> Sm2Signature.fromRaw(signature).toDer();
      case ECDSA_P256_SHA256 -> ecdsaDer(signature);
      default -> signature;
    };
  }

  private static byte[] ecdsaDer(byte[] raw) {
    BigInteger order = CustomNamedCurves.getByName("secp256r1").getN();
    try {
      BigInteger[] values = PlainDSAEncoding.INSTANCE.decode(order, raw);
      return StandardDSAEncoding.INSTANCE.encode(order, values[0], values[1]);
    } catch (IOException e) {
      throw new UncheckedIOException("A signature is encoded in memory", e);
    }
  }
}

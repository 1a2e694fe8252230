package io.github.citydc.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.signing.internal.Pem;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/** The example of GB/T 32918.5, with the random number it publishes. */
class Sm2VectorTest {

  private static final String D =
      "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
  private static final String P =
      "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
          + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
  private static final String K =
      "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
  private static final String R =
      "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
  private static final String S =
      "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
  private static final byte[] MESSAGE = "message digest".getBytes(US_ASCII);

  private static final AlgorithmIdentifier SM2_KEY =
      new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, GMObjectIdentifiers.sm2p256v1);

  @Test
  void signsAsPublished() throws Exception {
    SigningKey key = SigningKey.fromPem(pem()).random(new FixedRandom(K));

    assertThat(Hex.toHexString(key.sign(MESSAGE))).isEqualTo(R + S);
  }

  @Test
  void verifiesAsPublished() throws Exception {
    byte[] spki = new SubjectPublicKeyInfo(SM2_KEY, Hex.decode(P)).getEncoded("DER");

    VerificationKey.fromSubjectPublicKeyInfo(spki).verify(MESSAGE, Hex.decode(R + S));
  }

  @Test
  void derivesThePublishedPublicKey() throws Exception {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(
            SigningKey.fromPem(pem()).verificationKey().toSubjectPublicKeyInfo());

    assertThat(info.getPublicKeyData()).isEqualTo(new DERBitString(Hex.decode(P)));
    assertThat(info.getAlgorithm()).isEqualTo(SM2_KEY);
  }

  @Test
  void writesBothForms() {
    Sm2Signature signature = Sm2Signature.fromRaw(Hex.decode(R + S));

    assertThat(Hex.toHexString(signature.toDer())).isEqualTo("3046022100" + R + "022100" + S);
    assertThat(Sm2Signature.fromDer(signature.toDer())).isEqualTo(signature);
  }

  private static String pem() throws Exception {
    ECPrivateKey key =
        ECPrivateKey.getInstance(
            new DERSequence(
                new ASN1Encodable[] {new ASN1Integer(1), new DEROctetString(Hex.decode(D))}));
    return Pem.write(Pem.PRIVATE_KEY, new PrivateKeyInfo(SM2_KEY, key).getEncoded("DER"));
  }
}

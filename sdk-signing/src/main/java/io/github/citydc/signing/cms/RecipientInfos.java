package io.github.citydc.signing.cms;

import io.github.citydc.signing.DecryptionException;
import io.github.citydc.signing.Sm2Ciphertext;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * {@code RecipientInfo {version, issuerAndSerialNumber, algorithm, encryptedKey}}, GM/T 0010 §9:
 * the key of a content, encrypted with SM2 for each who may read it.
 */
final class RecipientInfos {

  private static final int MEMBERS = 4;

  /** More than any message has; each costs a decryption where the receiver is not named. */
  private static final int MAXIMUM = 64;

  private RecipientInfos() {}

  static DERSet write(
      List<TrustedReceiver> receivers, byte[] contentKey, CmsForm form, SecureRandom random) {
    ASN1EncodableVector infos = new ASN1EncodableVector();
    for (TrustedReceiver receiver : receivers) {
      infos.add(
          new DERSequence(
              new ASN1Encodable[] {
                new ASN1Integer(form == CmsForm.GM ? 1 : 0),
                SignerInfoWriter.identifier(receiver.certificate()),
                new AlgorithmIdentifier(GMObjectIdentifiers.sm2encrypt),
                new DEROctetString(
                    Sm2Ciphertext.encrypt(contentKey, receiver.key(), random).toDer())
              }));
    }
    return new DERSet(infos);
  }

  static SecretKey open(ASN1Set infos, Sm2DecryptionKey key) {
    if (infos.size() > MAXIMUM) {
      throw new IllegalArgumentException("it has more than " + MAXIMUM + " receivers");
    }
    Optional<IssuerAndSerialNumber> own = key.certificate().map(SignerInfoWriter::identifier);
    for (ASN1Encodable info : infos) {
      if (info.toASN1Primitive() instanceof ASN1Sequence sequence
          && sequence.size() == MEMBERS
          && isFor(own, sequence)) {
        Optional<SecretKey> opened = tryOpen(sequence, key);
        if (opened.isPresent()) {
          return opened.get();
        }
      }
    }
    throw new DecryptionException("The content was not encrypted for " + key);
  }

  private static boolean isFor(Optional<IssuerAndSerialNumber> own, ASN1Sequence info) {
    if (own.isEmpty()) {
      return true;
    }
    if (!(info.getObjectAt(1).toASN1Primitive() instanceof ASN1Sequence id)) {
      return false;
    }
    IssuerAndSerialNumber named = IssuerAndSerialNumber.getInstance(id);
    return own.get().getSerialNumber().equals(named.getSerialNumber())
        && own.get().getName().equals(named.getName());
  }

  private static Optional<SecretKey> tryOpen(ASN1Sequence info, Sm2DecryptionKey key) {
    try {
      byte[] encrypted = ASN1OctetString.getInstance(info.getObjectAt(3)).getOctets();
      return Optional.of(Sm2Ciphertext.fromDer(encrypted).unwrap(key));
    } catch (DecryptionException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

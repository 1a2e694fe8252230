package io.github.citydc.signing;

import io.github.citydc.signing.internal.Pem;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.util.io.pem.PemObject;

/** The private key of a PEM text: PKCS#8, encrypted PKCS#8, or SEC1. */
final class PrivateKeyPem {

  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
  private static final List<String> TYPES = List.of(Pem.PRIVATE_KEY, SEC1, ENCRYPTED);

  private PrivateKeyPem() {}

  static AsymmetricKeyParameter read(String pem) {
    PemObject block = onlyBlock(pem);
    if (block.getType().equals(ENCRYPTED)) {
      throw new IllegalArgumentException("The private key is encrypted: read it with its password");
    }
    return block.getType().equals(SEC1)
        ? KeyCodec.sec1PrivateKey(block.getContent())
        : KeyCodec.privateKey(block.getContent());
  }

  static AsymmetricKeyParameter read(String pem, char[] password) {
    PemObject block = onlyBlock(pem);
    if (!block.getType().equals(ENCRYPTED)) {
      throw new IllegalArgumentException(
          "A password is given, but the private key is not encrypted");
    }
    return KeyCodec.privateKey(Pbes2.decrypt(block.getContent(), password));
  }

  static String write(AsymmetricKeyParameter key) {
    return Pem.write(Pem.PRIVATE_KEY, KeyCodec.encodePrivate(key));
  }

  static String write(byte[] encryptedPrivateKeyInfo) {
    return Pem.write(ENCRYPTED, encryptedPrivateKeyInfo);
  }

  private static PemObject onlyBlock(String pem) {
    List<PemObject> blocks =
        Pem.read(pem).stream().filter(block -> TYPES.contains(block.getType())).toList();
    if (blocks.size() != 1) {
      throw new IllegalArgumentException(
          "The PEM contains "
              + blocks.size()
              + " private keys (PRIVATE KEY, ENCRYPTED PRIVATE KEY or EC PRIVATE KEY), not one");
    }
    if (!blocks.get(0).getHeaders().isEmpty()) {
      throw new IllegalArgumentException(
          "The private key is encrypted in OpenSSL's old way (DEK-Info), which is not read here; "
              + "convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc");
    }
    return blocks.get(0);
  }
}

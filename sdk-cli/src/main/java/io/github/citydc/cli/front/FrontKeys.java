package io.github.citydc.cli.front;

import io.github.citydc.cli.front.config.FrontConfig.KeyFolder;
import io.github.citydc.cli.front.config.FrontConfig.KeyToken;
import io.github.citydc.cli.front.config.FrontConfig.Keys;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/**
 * The keys of the node of a front-end machine.
 *
 * @param signing what signs
 * @param trust the root of its city
 * @param decryption what decrypts, if there is such a key
 * @param folder where they lie, empty for a token
 * @param passphrase of the folder
 */
record FrontKeys(
    SigningKey signing,
    TrustStore trust,
    Optional<Sm2DecryptionKey> decryption,
    Optional<NodeFolder> folder,
    Passphrase passphrase) {

  private static final String PROVIDER = "SunPKCS11";

  static FrontKeys of(Keys keys) throws IOException {
    return keys instanceof KeyFolder folder ? inFolder(folder) : inToken((KeyToken) keys);
  }

  private static FrontKeys inFolder(KeyFolder keys) throws IOException {
    NodeFolder folder = NodeFolder.at(keys.folder());
    if (!folder.exists()) {
      throw new IllegalArgumentException(
          "There are no key.pem and certificate.pem in " + keys.folder());
    }
    Passphrase passphrase =
        keys.passphrase().isPresent()
            ? Passphrase.of(keys.passphrase().get().read().toCharArray())
            : Passphrase.none();
    return new FrontKeys(
        folder.signingKey(passphrase),
        folder.trust(),
        folder.encryptionCertificate().isPresent()
            ? Optional.of(folder.decryptionKey(passphrase))
            : Optional.empty(),
        Optional.of(folder),
        passphrase);
  }

  /** The provider of the JDK, of this process only: it is not registered. */
  private static FrontKeys inToken(KeyToken keys) throws IOException {
    Provider jdk = Security.getProvider(PROVIDER);
    if (jdk == null) {
      throw new IllegalArgumentException(
          "This Java has no provider "
              + PROVIDER
              + ": take one with the module jdk.crypto.cryptoki");
    }
    char[] pin = keys.pin().read().toCharArray();
    try {
      Provider token = jdk.configure(InputFiles.required(keys.settings()).toString());
      KeyStore store = KeyStore.getInstance("PKCS11", token);
      store.load(null, pin);
      if (!store.isKeyEntry(keys.alias())) {
        throw new IllegalArgumentException(
            "The token has no private key with a certificate that are labelled " + keys.alias());
      }
      return new FrontKeys(
          SigningKey.fromKeyStore(store, keys.alias(), pin),
          TrustStore.ofPem(InputFiles.required(keys.root())),
          Optional.empty(),
          Optional.empty(),
          Passphrase.none());
    } catch (GeneralSecurityException | java.security.ProviderException e) {
      throw new IllegalArgumentException(
          "The token of " + keys.settings() + " cannot be used: " + e.getMessage(), e);
    }
  }
}

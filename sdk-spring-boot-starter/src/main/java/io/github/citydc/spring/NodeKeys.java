package io.github.citydc.spring;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys and roots that the properties name, read from their files. */
final class NodeKeys {

  private static final String KEYS = "citydc.keys";
  private static final String TRUST = "citydc.trust";
  private static final String PASSPHRASE_FILE = "citydc.passphrase-file";
  private static final String WHAT_IT_HOLDS =
      "Give it the folder of a node as cdx keygen makes it, with key.pem, certificate.pem and"
          + " root.pem, the keys readable by their owner only; and citydc.passphrase or "
          + PASSPHRASE_FILE
          + " if they are encrypted";

  private final CityProperties properties;

  NodeKeys(CityProperties properties) {
    this.properties = properties;
  }

  /** What reads a file. */
  @FunctionalInterface
  private interface Reading<T> {

    T read() throws IOException;
  }

  SigningKey signingKey() {
    NodeFolder folder = folder();
    return reading(KEYS, WHAT_IT_HOLDS, () -> folder.signingKey(passphrase()));
  }

  /** Empty if the node takes nothing encrypted: its folder has no second certificate. */
  Optional<Sm2DecryptionKey> decryptionKey() {
    NodeFolder folder = folder();
    return reading(
        KEYS,
        WHAT_IT_HOLDS,
        () ->
            folder.encryptionCertificate().isPresent()
                ? Optional.of(folder.decryptionKey(passphrase()))
                : Optional.empty());
  }

  TrustStore trust() {
    Path file = properties.trust();
    if (file != null) {
      return reading(
          TRUST,
          "Give it a PEM file with the root certificate of the city",
          () -> TrustStore.ofPem(file));
    }
    if (properties.keys() == null) {
      throw CityPropertyException.of(
          TRUST, "is not set", "Set it to a PEM file with the root of the city, or set " + KEYS);
    }
    NodeFolder folder = folder();
    return reading(
        KEYS, "Put the root of the city into it as root.pem, or set " + TRUST, folder::trust);
  }

  private NodeFolder folder() {
    Path folder = properties.keys();
    if (folder == null) {
      throw CityPropertyException.of(
          KEYS,
          "is not set, and there is no bean SigningKey",
          WHAT_IT_HOLDS + ". Or set citydc.enabled=false to start without a node of the city");
    }
    if (!Files.isDirectory(folder)) {
      throw CityPropertyException.of(
          KEYS, "there is no folder " + folder.toAbsolutePath(), WHAT_IT_HOLDS);
    }
    return NodeFolder.at(folder);
  }

  private Passphrase passphrase() {
    Path file = properties.passphraseFile();
    String passphrase =
        file == null
            ? properties.passphrase()
            : reading(
                PASSPHRASE_FILE,
                "Give it a file whose first line is the passphrase",
                () -> firstLine(file));
    return passphrase == null || passphrase.isEmpty()
        ? Passphrase.none()
        : Passphrase.of(passphrase.toCharArray());
  }

  private static String firstLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    return lines.isEmpty() ? "" : lines.get(0);
  }

  private static <T> T reading(String property, String action, Reading<T> reading) {
    try {
      return reading.read();
    } catch (NoSuchFileException e) {
      throw CityPropertyException.of(property, "there is no file " + e.getMessage(), action, e);
    } catch (IOException | IllegalArgumentException e) {
      throw CityPropertyException.of(
          property, "cannot be read: " + withoutFullStop(e.getMessage()), action, e);
    }
  }

  private static String withoutFullStop(@Nullable String message) {
    return String.valueOf(message).replaceFirst("\\.$", "");
  }
}

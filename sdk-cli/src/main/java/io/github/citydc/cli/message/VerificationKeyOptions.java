package io.github.citydc.cli.message;

import io.github.citydc.signing.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The key a message should be signed with, where no certificate says so. */
public final class VerificationKeyOptions {

  @Option(
      names = "--public-key",
      paramLabel = "PEM",
      description = "File with a public key or a certificate; its trust is not examined.")
  private Optional<Path> publicKey = Optional.empty();

  @Option(
      names = "--secret",
      paramLabel = "FILE",
      description = "File with a shared secret in Base64.")
  private Optional<Path> secret = Optional.empty();

  @Option(
      names = "--alg",
      paramLabel = "NAME",
      defaultValue = "hmac-sha256",
      description = "With --secret: hmac-sha256 or hmac-sm3. Default: ${DEFAULT-VALUE}")
  private String algorithm = "hmac-sha256";

  /**
   * Reads the key.
   *
   * @param instead the option that may be given in place of these
   * @return the key
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if not exactly one is given, or it is none
   */
  public VerificationKey key(String instead) throws IOException {
    if (publicKey.isPresent() == secret.isPresent()) {
      throw new IllegalArgumentException(
          "One of " + instead + ", --public-key and --secret is needed");
    }
    return publicKey.isPresent()
        ? KeyFiles.publicKey(publicKey.get())
        : VerificationKey.of(KeyFiles.secret(secret.orElseThrow()), KeyFiles.algorithm(algorithm));
  }
}

package io.github.citydc.cli.message;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SharedSecret;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.VerificationKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads keys from files. No message of its own shows what it read. */
public final class KeyFiles {

  private static final Pattern PUBLIC_KEY =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([^-]+)-----END PUBLIC KEY-----");

  private KeyFiles() {}

  /**
   * A public key.
   *
   * @param pem a {@code PUBLIC KEY} or {@code CERTIFICATE} block
   * @return the key
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it contains neither
   */
  public static VerificationKey publicKey(Path pem) throws IOException {
    String text = InputFiles.text(pem, StandardCharsets.US_ASCII);
    Matcher block = PUBLIC_KEY.matcher(text);
    return block.find()
        ? VerificationKey.fromSubjectPublicKeyInfo(Base64.getMimeDecoder().decode(block.group(1)))
        : VerificationKey.of(Certificates.fromPem(text).get(0));
  }

  /**
   * Certificates.
   *
   * @param pem one or more {@code CERTIFICATE} blocks
   * @return the certificates in their order
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it contains none
   */
  public static List<X509Certificate> certificates(Path pem) throws IOException {
    return Certificates.fromPem(InputFiles.text(pem, StandardCharsets.US_ASCII));
  }

  /**
   * A shared secret.
   *
   * @param file its bytes in Base64, on one line
   * @return the secret
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is not Base64, or too short
   */
  public static SharedSecret secret(Path file) throws IOException {
    String text = InputFiles.text(file, StandardCharsets.US_ASCII).strip();
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The file of the shared secret is not Base64");
    }
    return SharedSecret.fromRawBytes(bytes);
  }

  /**
   * The algorithm a shared secret is for.
   *
   * @param wireName {@code hmac-sha256} or {@code hmac-sm3}
   * @return the algorithm
   * @throws IllegalArgumentException if there is none of this name
   */
  public static SignatureAlgorithm algorithm(String wireName) {
    return SignatureAlgorithm.ofWireName(wireName)
        .filter(SignatureAlgorithm::isSymmetric)
        .orElseThrow(() -> new IllegalArgumentException("--alg is hmac-sha256 or hmac-sm3"));
  }
}

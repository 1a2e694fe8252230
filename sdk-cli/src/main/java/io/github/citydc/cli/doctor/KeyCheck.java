package io.github.citydc.cli.doctor;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.internal.FilePermissions;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Looks at the key of a node: that it fits its certificate, and that this is trusted. */
public final class KeyCheck {

  private static final Duration SOON = Duration.ofDays(30);

  private final NodeFolder folder;
  private final Passphrase passphrase;
  private final Instant now;

  /**
   * Looks at a folder.
   *
   * @param folder of the node
   * @param passphrase of its keys
   * @param now the time
   */
  public KeyCheck(NodeFolder folder, Passphrase passphrase, Instant now) {
    this.folder = folder;
    this.passphrase = passphrase;
    this.now = now;
  }

  /**
   * Looks.
   *
   * @param checkup takes what is found
   * @throws IOException if a file cannot be read
   */
  public void run(Checkup checkup) throws IOException {
    if (!isSecret(checkup, folder.path().resolve("key.pem"))) {
      return;
    }
    SigningKey key;
    try {
      key = folder.signingKey(passphrase);
      checkup.well("key", checkup.in("%s fits its certificate", "%s 与证书相符", key));
    } catch (IllegalArgumentException e) {
      checkup.finding("key", String.valueOf(e.getMessage()));
      return;
    }
    try {
      TrustedCertificate trusted = folder.trust().validate(key.certificates(), now);
      checkup.well(
          "certificate",
          checkup.in("%s is trusted by root.pem", "%s 由 root.pem 信任", trusted.node()));
    } catch (VerificationException e) {
      checkup.finding("certificate", Reasons.of(e));
    }
    Instant end = key.certificates().get(0).getNotAfter().toInstant();
    checkup.tell(
        "validity",
        now.plus(SOON).isBefore(end),
        checkup.in("The certificate ends at %s", "证书有效期至 %s", end));
  }

  private static boolean isSecret(Checkup checkup, Path file) throws IOException {
    Optional<String> fault = FilePermissions.secretFault(file);
    checkup.tell(
        "key-file",
        fault.isEmpty(),
        fault.orElseGet(() -> checkup.in("readable by its owner only", "仅所有者可读")));
    return fault.isEmpty();
  }
}

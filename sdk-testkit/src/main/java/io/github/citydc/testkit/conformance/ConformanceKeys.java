package io.github.citydc.testkit.conformance;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The keys a suite signs with: that of its own node, and others that a node must treat in other
 * ways. The certificates of all but {@link Extra#UNKNOWN} have to be in the directory of the node
 * under test, as certificates of the suite's own node if nothing else is said. Immutable.
 *
 * <p>In a folder each of the others has a folder of its own, named as in {@link Extra} in lower
 * case ({@code second}, {@code other-root}, …), with {@code key.pem} and {@code certificate.pem} as
 * {@code cdx keygen} makes them, and with a file {@code node} if the certificate does not name the
 * node that it is entered for.
 */
public final class ConformanceKeys {

  private static final String NODE = "node";

  private final Party own;
  private final TrustStore trust;
  private final Map<Extra, Party> others;

  /** A key in addition to that of the suite's own node. */
  public enum Extra {
    /** The key of a second node, of another division than the first. */
    SECOND,
    /** A certificate that the directory does not know. */
    UNKNOWN,
    /** A certificate of another root. */
    OTHER_ROOT,
    /** A certificate that has expired. */
    EXPIRED,
    /** A certificate that is not valid yet. */
    NOT_YET_VALID,
    /** A certificate for encryption, not for signatures. */
    MAY_NOT_SIGN,
    /** A certificate that names another node than that for which it is entered. */
    OTHER_NAME,
    /** A certificate that was revoked. */
    REVOKED,
    /** A further key of the suite's own node, as good as its first. */
    NEXT,
    /** A good certificate of the suite's own node, with a key that is not SM2. */
    OTHER_ALGORITHM;

    /**
     * Its name.
     *
     * @return for example {@code other-root}
     */
    public String folder() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private ConformanceKeys(Party own, TrustStore trust, Map<Extra, Party> others) {
    this.own = own;
    this.trust = trust;
    this.others = others;
  }

  /**
   * One key only. The checks that need others are skipped.
   *
   * @param own a key with the certificate of a node that the node under test knows
   * @param trust the roots that certify the nodes
   * @return the keys
   */
  public static ConformanceKeys of(SigningKey own, TrustStore trust) {
    return new ConformanceKeys(Party.of(own), trust, new EnumMap<>(Extra.class));
  }

  /**
   * All keys that can be made in a city of one's own, and their certificates entered into its
   * directory. Left out is {@link Extra#REVOKED}, since a sandbox node asks nobody for it unless
   * its trust store does.
   *
   * @param city the city of the node under test
   * @param own the node of the suite
   * @param second another node, of another division
   * @param clock tells what is valid now
   * @return the keys
   */
  public static ConformanceKeys of(SandboxCity city, NodeId own, NodeId second, Clock clock) {
    ConformanceKeys keys = of(city.key(own), city.trust());
    SandboxCa ca = city.ca();
    Instant now = clock.instant();
    SigningKey stranger = ca.issue(own);
    keys = keys.with(Extra.SECOND, second, city.key(second));
    keys = keys.with(Extra.UNKNOWN, own, stranger);
    SandboxCa other = SandboxCa.create("Another root", clock, new SecureRandom());
    keys = keys.with(Extra.OTHER_ROOT, own, other.issue(own));
    keys =
        keys.with(
            Extra.EXPIRED,
            own,
            certified(ca, own, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1))));
    keys =
        keys.with(
            Extra.NOT_YET_VALID,
            own,
            certified(ca, own, now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9))));
    keys = keys.with(Extra.MAY_NOT_SIGN, own, forEncryption(ca, own));
    keys = keys.with(Extra.OTHER_NAME, own, ca.issue(second));
    keys = keys.with(Extra.NEXT, own, ca.issue(own));
    keys = keys.with(Extra.OTHER_ALGORITHM, own, ofOtherAlgorithm(ca, own));
    keys.others.forEach(
        (extra, party) -> {
          if (extra != Extra.UNKNOWN && extra != Extra.SECOND) {
            city.publish(party.node(), party.key().certificates().get(0));
          }
        });
    return keys;
  }

  private static SigningKey certified(SandboxCa ca, NodeId node, Instant from, Instant until) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.SM2_SM3, new SecureRandom());
    return key.certificates(
        java.util.List.of(ca.certify(node, key.verificationKey(), from, until)));
  }

  private static SigningKey ofOtherAlgorithm(SandboxCa ca, NodeId node) {
    SigningKey key = SigningKey.generate(SignatureAlgorithm.ECDSA_P256_SHA256, new SecureRandom());
    return key.certificates(java.util.List.of(ca.certify(node, key.verificationKey())));
  }

  private static SigningKey forEncryption(SandboxCa ca, NodeId node) {
    var second = ca.issueDual(node).decryption();
    X509Certificate certificate = second.certificate().orElseThrow();
    return SigningKey.fromPem(second.toPrivateKeyPem())
        .certificates(java.util.List.of(certificate));
  }

  /**
   * These keys and one more.
   *
   * @param extra how a node must treat it
   * @param node for which node its certificate is in the directory
   * @param key the key with its certificate
   * @return new keys
   */
  public ConformanceKeys with(Extra extra, NodeId node, SigningKey key) {
    Map<Extra, Party> more = new EnumMap<>(Extra.class);
    more.putAll(others);
    more.put(extra, new Party(node, key));
    return new ConformanceKeys(own, trust, more);
  }

  /**
   * These keys and one that was revoked.
   *
   * @param folder has {@code key.pem} and {@code certificate.pem}
   * @param passphrase decrypts the key
   * @return new keys
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is malformed
   */
  public ConformanceKeys revoked(Path folder, Passphrase passphrase) throws IOException {
    SigningKey key = NodeFolder.at(folder).signingKey(passphrase);
    return with(Extra.REVOKED, KeyId.of(key.certificates().get(0)).node(), key);
  }

  /**
   * These keys and those of a folder.
   *
   * @param folder has a folder for each
   * @param passphrase decrypts the keys
   * @return new keys
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if one is malformed
   */
  public ConformanceKeys with(Path folder, Passphrase passphrase) throws IOException {
    ConformanceKeys keys = this;
    for (Extra extra : Extra.values()) {
      NodeFolder found = NodeFolder.at(folder.resolve(extra.folder()));
      if (found.exists()) {
        SigningKey key = found.signingKey(passphrase);
        Path name = found.path().resolve(NODE);
        NodeId node =
            Files.exists(name)
                ? NodeId.parse(Files.readString(name, StandardCharsets.UTF_8).strip())
                : KeyId.of(key.certificates().get(0)).node();
        keys = keys.with(extra, node, key);
      }
    }
    return keys;
  }

  Party own() {
    return own;
  }

  TrustStore trust() {
    return trust;
  }

  Optional<Party> find(Extra extra) {
    return Optional.ofNullable(others.get(extra));
  }

  /** The node only. */
  @Override
  public String toString() {
    return "ConformanceKeys[" + own.node() + ", " + others.keySet() + "]";
  }
}

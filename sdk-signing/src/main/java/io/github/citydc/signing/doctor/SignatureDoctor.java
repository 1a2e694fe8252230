package io.github.citydc.signing.doctor;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.internal.SignatureWindow;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A diagnostic tool that finds out why a message does not verify. It does not guess from texts but
 * tries: it changes one thing at a time, the form of the signature, the way of signing, a line of
 * the signature base, the writing of the body, until signature or digest fits; what it then changed
 * is the mistake.
 *
 * <pre>{@code
 * SignatureDoctor doctor = SignatureDoctor.builder(senderCertificate).build();
 * Diagnosis diagnosis = doctor.examine(HttpMessage.of(request));
 * // path-rewritten: the sender signed "@path" with the prefix /cdx/v1 ...
 * }</pre>
 *
 * <p>With the signature base that the sender signed, {@link #examine(HttpMessage, String)}, it also
 * names differences that no experiment would find: the first line that differs.
 *
 * <p>A tool for developers: it accepts nothing. The work is bounded whatever the message is (some
 * thousand verifications, 128 MiB hashed), but far more than that of a verification: do not run it
 * for strangers on every refused message. No diagnosis shows a key, credentials, the body, or
 * digits that may identify a person. Immutable and thread-safe.
 */
public final class SignatureDoctor {

  private final DoctorSetup setup;

  private SignatureDoctor(DoctorSetup setup) {
    this.setup = setup;
  }

  /**
   * Returns a new builder.
   *
   * @param key the key that messages should verify with
   * @return a builder
   */
  public static Builder builder(VerificationKey key) {
    return new Builder(key, Optional.empty());
  }

  /**
   * Returns a new builder of a doctor that also checks the {@code keyid}.
   *
   * @param certificate the certificate of the key that messages should verify with; its trust is
   *     not examined
   * @return a builder
   * @throws IllegalArgumentException if its key is of an unsupported kind
   */
  public static Builder builder(X509Certificate certificate) {
    return new Builder(VerificationKey.of(certificate), Optional.of(certificate));
  }

  /**
   * Examines a message.
   *
   * @param message the message as received, its body byte for byte
   * @return what was found
   */
  public Diagnosis examine(HttpMessage message) {
    return Examination.of(setup, message, Optional.empty());
  }

  /**
   * Examines a message together with what its sender signed.
   *
   * @param message the message as received, its body byte for byte
   * @param senderBase the signature base of the sender, as from a log
   * @return what was found
   */
  public Diagnosis examine(HttpMessage message, String senderBase) {
    return Examination.of(setup, message, Optional.of(new SenderBase(senderBase)));
  }

  /** Algorithm and fingerprint of the key. */
  @Override
  public String toString() {
    return "SignatureDoctor[" + setup.key() + "]";
  }

  /** A builder of {@link SignatureDoctor}. Not thread-safe. */
  public static final class Builder {

    private final VerificationKey key;
    private final Optional<X509Certificate> certificate;
    private final List<X509Certificate> otherCertificates = new ArrayList<>();
    private final List<VerificationKey> otherKeys = new ArrayList<>();
    private final List<String> userIds = new ArrayList<>();
    private final List<String> prefixes =
        new ArrayList<>(List.of("/cdx/v1", "/cdx", "/v1", "/api", "/gateway"));
    private String label = CdxProfile.LABEL;
    private Clock clock = ChinaTime.clock();
    private SignatureWindow window = new SignatureWindow(Duration.ofMinutes(5));
    private Optional<NodeId> self = Optional.empty();

    private Builder(VerificationKey key, Optional<X509Certificate> certificate) {
      this.key = key;
      this.certificate = certificate;
    }

    /**
     * Adds certificates whose keys may have been used instead: former ones of the node, those of
     * other nodes.
     *
     * @param certificates any
     * @return this builder
     */
    public Builder otherCertificates(List<X509Certificate> certificates) {
      otherCertificates.addAll(certificates);
      return this;
    }

    /**
     * Adds keys that may have been used instead.
     *
     * @param keys any
     * @return this builder
     */
    public Builder otherKeys(List<VerificationKey> keys) {
      otherKeys.addAll(keys);
      return this;
    }

    /**
     * Adds SM2 user ids that the sender may use, besides those that products use by default.
     *
     * @param ids any
     * @return this builder
     */
    public Builder userIds(List<String> ids) {
      userIds.addAll(ids);
      return this;
    }

    /**
     * Adds what a proxy may strip from paths, besides some common prefixes.
     *
     * @param stripped for example {@code /ebus/grid}
     * @return this builder
     */
    public Builder pathPrefixes(List<String> stripped) {
      prefixes.addAll(stripped);
      return this;
    }

    /**
     * Sets the label of the signature.
     *
     * @param chosen {@code cdx} if not set; with any other, what the profile requires is not
     *     examined
     * @return this builder
     */
    public Builder label(String chosen) {
      this.label = chosen;
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param chosen says when the message was received; the system's if not set
     * @return this builder
     */
    public Builder clock(Clock chosen) {
      this.clock = chosen;
      return this;
    }

    /**
     * Sets how far the time of a signature may be from the time here.
     *
     * @param chosen in either direction; five minutes if not set
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder window(Duration chosen) {
      this.window = new SignatureWindow(chosen);
      return this;
    }

    /**
     * Sets the node that messages should be for.
     *
     * @param node this node; not examined if not set
     * @return this builder
     */
    public Builder self(NodeId node) {
      this.self = Optional.of(node);
      return this;
    }

    /**
     * Builds the doctor.
     *
     * @return the doctor
     */
    public SignatureDoctor build() {
      return new SignatureDoctor(
          new DoctorSetup(
              key,
              certificate,
              List.copyOf(otherCertificates),
              List.copyOf(otherKeys),
              label,
              clock,
              window,
              self,
              List.copyOf(userIds),
              List.copyOf(prefixes)));
    }
  }
}

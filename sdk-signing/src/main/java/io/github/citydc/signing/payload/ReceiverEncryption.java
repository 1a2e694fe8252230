package io.github.citydc.signing.payload;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An encrypter of the payloads for selected receivers, for {@code
 * ExchangeClient.builder().encryption(…)}. Thread-safe if the functions are.
 *
 * <pre>{@code
 * ReceiverEncryption.forReceivers(
 *     encryptor, hub::equals, node -> Optional.of(trust.validateForEncryption(chain, clock.instant())))
 * }</pre>
 *
 * <p><b>Security guarantees.</b> A payload for a chosen receiver never goes unencrypted: without a
 * certificate there is an exception. So do the records of batches. A file, which cannot be
 * encrypted in this version, does not leave for it unless the call says so.
 */
public final class ReceiverEncryption implements PayloadEncryption {

  private final PayloadEncryptor encryptor;
  private final Predicate<NodeId> chosen;
  private final Function<NodeId, Optional<TrustedReceiver>> certificates;

  private ReceiverEncryption(
      PayloadEncryptor encryptor,
      Predicate<NodeId> chosen,
      Function<NodeId, Optional<TrustedReceiver>> certificates) {
    this.encryptor = encryptor;
    this.chosen = chosen;
    this.certificates = certificates;
  }

  /**
   * Encrypts for some receivers.
   *
   * @param encryptor of the sending node
   * @param chosen whose payloads are encrypted
   * @param certificates gives the receiver's validated certificate for encryption, valid now; asked
   *     for each message
   * @return the encryption
   */
  public static ReceiverEncryption forReceivers(
      PayloadEncryptor encryptor,
      Predicate<NodeId> chosen,
      Function<NodeId, Optional<TrustedReceiver>> certificates) {
    return new ReceiverEncryption(encryptor, chosen, certificates);
  }

  /**
   * Encrypts for the certificates that a directory has of a node, each validated for encryption.
   *
   * @param encryptor encrypts
   * @param chosen the receivers to encrypt for
   * @param directory has the certificates
   * @param trust validates them
   * @param clock tells the time of it
   * @return the encryption
   */
  public static ReceiverEncryption byDirectory(
      PayloadEncryptor encryptor,
      Predicate<NodeId> chosen,
      NodeDirectory directory,
      TrustStore trust,
      Clock clock) {
    return new ReceiverEncryption(
        encryptor,
        chosen,
        node ->
            directory.find(node).stream()
                .flatMap(entry -> entry.certificates().stream())
                .flatMap(certificate -> forEncryption(certificate, trust, clock).stream())
                .filter(receiver -> receiver.node().equals(node))
                .findFirst());
  }

  private static Optional<TrustedReceiver> forEncryption(
      X509Certificate certificate, TrustStore trust, Clock clock) {
    try {
      return Optional.of(trust.validateForEncryption(List.of(certificate), clock.instant()));
    } catch (VerificationException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isFor(NodeId receiver) {
    return chosen.test(receiver);
  }

  @Override
  public Optional<String> encrypt(EncryptedMessage message, byte[] payload) {
    NodeId receiver = message.receiver();
    if (!chosen.test(receiver)) {
      return Optional.empty();
    }
    TrustedReceiver trusted =
        certificates
            .apply(receiver)
            .filter(found -> found.node().equals(receiver))
            .orElseThrow(
                () ->
                    new VerificationException(
                        ProblemCode.CERTIFICATE_UNTRUSTED,
                        "no certificate to encrypt for " + receiver + " is known here"));
    return Optional.of(encryptor.encrypt(payload, trusted, MessageBinding.of(message)));
  }

  /** Shows no keys and no receivers. */
  @Override
  public String toString() {
    return "ReceiverEncryption[" + encryptor + "]";
  }
}

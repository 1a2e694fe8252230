package io.github.citydc.signing.payload;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.PayloadSealing;
import io.github.citydc.exchange.security.SealedMessage;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.trust.TrustedReceiver;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An encrypter of the payloads for selected receivers, for {@code
 * ExchangeClient.builder().sealing(…)}. Thread-safe if the functions are.
 *
 * <pre>{@code
 * ReceiverSealing.forReceivers(
 *     sealer, hub::equals, node -> Optional.of(trust.validateForEncryption(chain, clock.instant())))
 * }</pre>
 *
 * <p><b>Security guarantees.</b> A payload for a chosen receiver never goes unsealed: without a
 * certificate there is an exception. So do the records of batches. A file, which cannot be sealed
 * in this version, does not leave for it unless the call says so.
 */
public final class ReceiverSealing implements PayloadSealing {

  private final PayloadSealer sealer;
  private final Predicate<NodeId> chosen;
  private final Function<NodeId, Optional<TrustedReceiver>> certificates;

  private ReceiverSealing(
      PayloadSealer sealer,
      Predicate<NodeId> chosen,
      Function<NodeId, Optional<TrustedReceiver>> certificates) {
    this.sealer = sealer;
    this.chosen = chosen;
    this.certificates = certificates;
  }

  /**
   * Seals for some receivers.
   *
   * @param sealer of the sending node
   * @param chosen whose payloads are sealed
   * @param certificates gives the receiver's validated certificate for encryption, valid now; asked
   *     for each message
   * @return the sealing
   */
  public static ReceiverSealing forReceivers(
      PayloadSealer sealer,
      Predicate<NodeId> chosen,
      Function<NodeId, Optional<TrustedReceiver>> certificates) {
    return new ReceiverSealing(sealer, chosen, certificates);
  }

  @Override
  public boolean isFor(NodeId receiver) {
    return chosen.test(receiver);
  }

  @Override
  public Optional<String> seal(SealedMessage message, byte[] payload) {
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
    return Optional.of(sealer.seal(payload, trusted, MessageBinding.of(message)));
  }

  /** Shows no keys and no receivers. */
  @Override
  public String toString() {
    return "ReceiverSealing[" + sealer + "]";
  }
}

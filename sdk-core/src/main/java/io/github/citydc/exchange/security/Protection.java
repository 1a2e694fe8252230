package io.github.citydc.exchange.security;

import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.naming.node.NodeId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one place that decides what leaves a client in clear: messages, parts of batches, and files
 * all go through it. For a receiver that is encrypted for, nothing leaves in clear, unless the
 * caller says so of this very thing. Thread-safe.
 *
 * <pre>{@code
 * client.protection().requireClear(hub, "A file");
 * }</pre>
 */
public final class Protection {

  private final Optional<PayloadEncryption> encryption;

  private Protection(Optional<PayloadEncryption> encryption) {
    this.encryption = encryption;
  }

  /**
   * The protection of a client.
   *
   * @param encryption encrypts for receivers; empty if everything leaves in clear
   * @return the protection
   */
  public static Protection by(Optional<PayloadEncryption> encryption) {
    return new Protection(encryption);
  }

  /**
   * Encrypts a message, if its receiver is encrypted for.
   *
   * @param envelope the message
   * @return the message as it goes on the wire
   * @throws RefusedException with {@code encryption-required} if the receiver is to be encrypted
   *     for and the encryption leaves this as it is
   * @throws io.github.citydc.exchange.message.VerificationException if the receiver has no
   *     certificate to encrypt for that is trusted
   */
  public Envelope encrypt(Envelope envelope) {
    Envelope encrypted =
        encryption.map(by -> EncryptedPayloads.encrypt(envelope, by)).orElse(envelope);
    if (encrypted.equals(envelope)) {
      requireClear(envelope.receiver(), "The payload of a message");
    }
    return encrypted;
  }

  /**
   * Returns whether what goes to a receiver is encrypted.
   *
   * @param receiver the receiving node
   * @return true if nothing leaves for it in clear
   */
  public boolean isEncrypted(NodeId receiver) {
    return encryption.filter(by -> by.isFor(receiver)).isPresent();
  }

  /**
   * Encrypts a part of a batch.
   *
   * @param place to which it is bound
   * @param content what only the receiver shall read
   * @return the encrypted form, in ASCII
   * @throws RefusedException with {@code encryption-required} if the receiver is to be encrypted
   *     for and the encryption leaves this as it is
   * @throws io.github.citydc.exchange.message.VerificationException if the receiver has no
   *     certificate to encrypt for that is trusted
   */
  public byte[] encrypt(EncryptedMessage place, byte[] content) {
    return encryption
        .flatMap(by -> by.encrypt(place, content))
        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
        .orElseThrow(() -> refused(place.receiver(), "A part of a batch"));
  }

  /**
   * Requires that something may leave for a receiver in clear.
   *
   * @param receiver the receiving node
   * @param what it is, at the beginning of a sentence
   * @throws RefusedException with {@code encryption-required} if everything for it is encrypted;
   *     nothing was sent
   */
  public void requireClear(NodeId receiver, String what) {
    if (isEncrypted(receiver)) {
      throw refused(receiver, what);
    }
  }

  private static RefusedException refused(NodeId receiver, String what) {
    return RefusedException.beforeSending(
        ProblemCode.ENCRYPTION_REQUIRED,
        what + " would leave in clear for " + receiver + ", for which this client encrypts");
  }
}

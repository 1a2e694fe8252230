package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import java.util.Optional;

/**
 * What has become of a message that was sent together with others: a receipt, or a failure. One of
 * the two is there.
 *
 * @param message what was sent
 * @param receipt its receipt, verified
 * @param failure what {@link io.github.citydc.exchange.ExchangeClient#send} would have thrown for
 *     it
 */
public record SentMessage(
    PreparedMessage message, Optional<SignedReceipt> receipt, Optional<ExchangeException> failure) {

  static SentMessage accepted(PreparedMessage message, SignedReceipt receipt) {
    return new SentMessage(message, Optional.of(receipt), Optional.empty());
  }

  static SentMessage failed(PreparedMessage message, ExchangeException failure) {
    return new SentMessage(message, Optional.empty(), Optional.of(failure));
  }

  /** Of a message that has to wait for one before it. */
  static SentMessage notSent(PreparedMessage message) {
    return failed(message, new NotSentException());
  }

  /**
   * Whether the work on the message was not begun, for the sake of others: to be sent again, this
   * was no try.
   *
   * @return true if it was not sent, or if the receiver has left it for the next bundle
   */
  public boolean wasNotBegun() {
    return failure
        .filter(
            reason ->
                reason instanceof NotSentException
                    || (reason instanceof ProblemException answered
                        && answered.problem().code().equals(ProblemCode.RATE_LIMITED)))
        .isPresent();
  }

  /** Why a message was not sent. */
  private static final class NotSentException extends ExchangeException {

    private static final long serialVersionUID = 1L;

    NotSentException() {
      super(
          "Not sent: a message before it could not be delivered now", true, Delivery.NOTHING_SENT);
    }
  }
}

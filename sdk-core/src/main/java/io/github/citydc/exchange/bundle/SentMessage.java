package io.github.citydc.exchange.bundle;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
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
}

package io.github.citydc.exchange;

import io.github.citydc.model.Payload;

/**
 * A handler for the payloads of one type. Called once per message, inside the transaction that
 * stores it; must be thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the payload record
 */
@FunctionalInterface
public interface MessageHandler<P extends Payload> {

  /**
   * Takes a payload in. When this returns, the message and the handler's writes are committed
   * together; when it throws, nothing is stored.
   *
   * @param payload verified, validated and authorised
   * @param context the message around it, and the transaction
   * @throws io.github.citydc.exchange.message.RefusedException to refuse the message with a problem
   *     of your choice
   * @throws Exception anything else answers {@link
   *     io.github.citydc.exchange.message.ProblemCode#INTERNAL}, and the sender may try again
   */
  void handle(P payload, MessageContext context) throws Exception;
}

package io.github.citydc.exchange.batch;

import io.github.citydc.model.Payload;
import java.util.List;

/**
 * A handler for the records of a batch, many at a time, so that it can write them with one
 * statement. Called inside the transaction that stores how far the batch is; must be thread-safe.
 *
 * <p>When it throws, the records are handed to it one by one: those that still fail are rejected,
 * the others are stored. With {@link io.github.citydc.exchange.message.RefusedException} a record
 * is rejected for a reason of your choice.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 *
 * @param <P> the payload record
 */
@FunctionalInterface
public interface BatchHandler<P extends Payload> {

  /**
   * Takes records in.
   *
   * @param records verified, validated and authorised, in the order of the batch, at least one
   * @param context the batch around them, and the transaction
   * @throws Exception if one of them cannot be taken
   */
  void handle(List<P> records, BatchContext context) throws Exception;
}

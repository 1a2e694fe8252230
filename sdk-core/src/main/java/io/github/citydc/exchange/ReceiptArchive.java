package io.github.citydc.exchange;

import io.github.citydc.exchange.message.SignedReceipt;

/**
 * A store for the receipts a sender has received, its proof of delivery. Implementations are
 * thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface ReceiptArchive {

  /**
   * Keeps a receipt durably. Keeping the same one again changes nothing.
   *
   * @param receipt the receipt with its evidence
   */
  void keep(SignedReceipt receipt);
}

package io.github.citydc.exchange;

import io.github.citydc.exchange.message.SignedReceipt;

/** Keeps the receipts a sender got, as its proof of delivery. Implementations are thread-safe. */
@FunctionalInterface
public interface ReceiptArchive {

  /**
   * Keeps a receipt durably. Keeping the same one again changes nothing.
   *
   * @param receipt the receipt with its evidence
   */
  void keep(SignedReceipt receipt);
}

package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxHistory;
import java.time.Clock;

/** Repairs the differences between two nodes. */
interface Repair {

  /** Repairs nothing. */
  Repair NONE =
      new Repair() {
        @Override
        public boolean sendAgain(MessageId id) {
          return false;
        }

        @Override
        public boolean acknowledge(MessageId id, SignedReceipt receipt) {
          return false;
        }
      };

  /** Sends what the receiver has lost; tells whether it will be sent. */
  boolean sendAgain(MessageId id);

  /** Stores a receipt that was lost on the way; tells whether it is stored. */
  boolean acknowledge(MessageId id, SignedReceipt receipt);

  /** Repairs an outbox. */
  static Repair on(OutboxHistory outbox, Clock clock) {
    return new Repair() {
      @Override
      public boolean sendAgain(MessageId id) {
        return outbox.requeue(id, clock.instant());
      }

      @Override
      public boolean acknowledge(MessageId id, SignedReceipt receipt) {
        outbox.find(id).ifPresent(entry -> outbox.delivered(entry, receipt, clock.instant()));
        return true;
      }
    };
  }
}

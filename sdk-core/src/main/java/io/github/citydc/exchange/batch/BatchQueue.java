package io.github.citydc.exchange.batch;

import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A queue of unfinished batches. Each batch is given to one worker at a time, the batches of one
 * sender in the order in which they were accepted. Thread-safe, also across processes. Every method
 * throws {@link io.github.citydc.exchange.message.StorageException} if the store fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface BatchQueue {

  /**
   * Takes the next batch that has no worker.
   *
   * @param worker who takes it
   * @param now the time; what was leased until before is free, and what is leased or put off until
   *     long after {@code until}, by a process whose clock was fast
   * @param until how long others leave it alone
   * @return the batch and where to go on, empty if there is none
   */
  Optional<BatchClaim> claim(String worker, Instant now, Instant until);

  /**
   * Works on some records: the work and the note how far it is last together or not at all.
   *
   * @param claim the batch and where it is
   * @param until how long others leave it alone from now on
   * @param work handles the records that follow
   * @return where to go on, empty if the batch has passed to another worker, and the work left no
   *     trace
   * @throws Exception what the work throws; it left no trace
   */
  Optional<BatchClaim> advance(BatchClaim claim, Instant until, Work work) throws Exception;

  /**
   * Marks a batch as done.
   *
   * @param claim the batch
   * @param now the time
   */
  void finish(BatchClaim claim, Instant now);

  /**
   * Returns a batch to the queue, for any worker to continue once its turn comes: batches returned
   * come after those that were not processed yet, in the order of these times.
   *
   * @param claim the batch
   * @param from when it may be taken again, at most a minute or so ahead
   */
  void release(BatchClaim claim, Instant from);

  /**
   * Returns a batch to the queue because the receiver is in trouble, and keeps the reason for its
   * status until the batch goes on. By default only {@link #release}.
   *
   * @param claim the batch
   * @param from when it may be taken again
   * @param reason why it waits, free of personal data
   */
  default void delay(BatchClaim claim, Instant from, String reason) {
    release(claim, from);
  }

  /**
   * Returns the other sender whose batch would be claimed now: then a worker ends the turn of the
   * batch it works on sooner. By default none.
   *
   * @param claim the batch that is worked on
   * @param now the time
   * @param until as in {@link #claim}
   * @return who waits for a worker and comes next
   */
  default Optional<NodeId> contender(BatchClaim claim, Instant now, Instant until) {
    return Optional.empty();
  }

  /** Handles records within a transaction. */
  @FunctionalInterface
  interface Work {

    /**
     * Does the work.
     *
     * @param connection the transaction's connection: not to be committed, rolled back or closed
     *     here
     * @return what became of the records
     * @throws Exception if it cannot be done now; the transaction is rolled back
     */
    Outcome run(Connection connection) throws Exception;
  }

  /**
   * The results of some records.
   *
   * @param part the part the last of them stands in, from 0
   * @param line its line, from 1
   * @param accepted how many are stored
   * @param rejected those that are not
   */
  record Outcome(int part, int line, int accepted, List<RejectedRecord> rejected) {

    /** Copies the rejected records. */
    public Outcome {
      rejected = List.copyOf(rejected);
    }
  }
}

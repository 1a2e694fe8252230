package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.WithBuilder;
import java.util.Optional;

/**
 * A message about which sender and receiver disagree.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param hour the hour of its id, 0 to 23 of UTC+8
 * @param verdict what is wrong
 * @param id the message
 * @param digestHere SHA-256 of the body in the outbox, empty if it is not there
 * @param digestThere SHA-256 of the body the receiver has accepted, empty if it has none
 * @param receipt what the receiver has signed: of a missing message the proof that it was accepted
 *     once, of an unacknowledged one the receipt that was fetched
 * @param repaired whether it was repaired: sent again, or its receipt stored
 */
@WithBuilder
public record ReconciliationFinding(
    int hour,
    ReconciliationVerdict verdict,
    MessageId id,
    Optional<ContentHash> digestHere,
    Optional<ContentHash> digestThere,
    Optional<SignedReceipt> receipt,
    boolean repaired) {

  /**
   * The JSON form.
   *
   * @return one line of UTF-8, without a line break
   */
  public byte[] toJson() {
    return ReportJson.write(this);
  }

  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static ReconciliationFindingBuilder builder() {
    return ReconciliationFindingBuilder.builder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public ReconciliationFindingBuilder toBuilder() {
    return ReconciliationFindingBuilder.builder(this);
  }
}

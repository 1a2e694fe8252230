package io.github.citydc.exchange.query;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The answer of a register to a query: interface standard §4.13.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param queryId the query
 * @param resource code of the information resource
 * @param type payload type of its records
 * @param provider the node that answers
 * @param reader the node that asks
 * @param purpose purpose of use, as the query has it
 * @param grant id of the grant that allowed the query, empty if the resource needs none
 * @param answeredAt when the register was asked
 * @param verdict what it says
 * @param record the record in JSON, with the items that the grant covers; if and only if it was
 *     found
 */
@WithBuilder
public record QueryAnswer(
    MessageId queryId,
    String resource,
    PayloadType type,
    NodeId provider,
    NodeId reader,
    String purpose,
    Optional<String> grant,
    OffsetDateTime answeredAt,
    QueryVerdict verdict,
    Optional<Content> record) {

  private static final PayloadJson JSON = PayloadJson.standard();

  /**
   * Checks that there is a record if one was found.
   *
   * @throws IllegalArgumentException if verdict and record do not agree
   */
  public QueryAnswer {
    if (record.isPresent() != (verdict == QueryVerdict.FOUND)) {
      throw new IllegalArgumentException("An answer has a record if and only if it was found");
    }
  }

  /**
   * Returns a new builder.
   *
   * @return a builder in which nothing is set
   */
  public static QueryAnswerBuilder builder() {
    return QueryAnswerBuilder.builder().grant(Optional.empty()).record(Optional.empty());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public QueryAnswerBuilder toBuilder() {
    return QueryAnswerBuilder.builder(this);
  }

  /**
   * Reads the record.
   *
   * @param payload the record's class
   * @param <P> the record's class
   * @return the record, empty if none was found; items that the grant does not cover are missing in
   *     it, also required ones
   * @throws io.github.citydc.model.PayloadFormatException if it has not the form of the record
   */
  public <P extends Payload> Optional<P> read(Class<P> payload) {
    return record.map(json -> JSON.read(json.toByteArray(), payload));
  }

  /**
   * Without record and purpose: they may be confidential.
   *
   * @return id, resource and verdict
   */
  @Override
  public String toString() {
    return "QueryAnswer[" + queryId + " " + resource + " " + verdict.wireName() + "]";
  }
}

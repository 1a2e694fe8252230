package io.github.citydc.exchange.event;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * A message, alone or of a bundle, that a receiver has decided about. Immutable.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param request the verified request that has brought it
 * @param id the message; empty if it has not the form of one
 * @param type what its payload is, as its sender says; empty if it has not the form of a message
 * @param outcome what became of it
 * @param code why it was refused; empty if it was not
 * @param bytes its size
 * @param handling how long its handler has worked; zero if it was not called
 */
@WithBuilder
public record MessageEvent(
    RequestEvent request,
    Optional<MessageId> id,
    Optional<PayloadType> type,
    MessageOutcome outcome,
    Optional<ProblemCode> code,
    int bytes,
    Duration handling) {

  /**
   * Returns a new builder.
   *
   * @return a builder of a message whose handler was not called
   */
  public static MessageEventBuilder builder() {
    return MessageEventBuilder.builder()
        .id(Optional.empty())
        .type(Optional.empty())
        .code(Optional.empty())
        .handling(Duration.ZERO);
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public MessageEventBuilder toBuilder() {
    return MessageEventBuilder.builder(this);
  }
}

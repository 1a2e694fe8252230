package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.VerifiedRequest;
import java.util.Optional;

/** {@code POST /messages} and {@code GET /messages/{id}/receipt}. */
public final class MessageEndpoint implements Endpoint {

  private final MessageIntake intake;

  /**
   * The resources of messages.
   *
   * @param intake takes messages in
   */
  public MessageEndpoint(MessageIntake intake) {
    this.intake = intake;
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    if (target.match("POST", "messages").isPresent()) {
      return Optional.of(intake.accept(request));
    }
    return target
        .match("GET", "messages/*/receipt")
        .map(id -> intake.receipt(request.sender(), id.get(0)));
  }
}

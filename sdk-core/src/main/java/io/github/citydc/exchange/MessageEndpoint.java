package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST /messages} and {@code GET /messages/{id}/receipt}. */
final class MessageEndpoint implements Endpoint {

  private static final Map<String, Set<String>> PATHS =
      Map.of("messages", Set.of("POST"), "messages/*/receipt", Set.of("GET"));

  private final MessageIntake intake;

  MessageEndpoint(MessageIntake intake) {
    this.intake = intake;
  }

  @Override
  public Set<String> methods(Target target) {
    return target.methods(PATHS);
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

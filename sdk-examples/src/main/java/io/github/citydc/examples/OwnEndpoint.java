package io.github.citydc.examples;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.Map;
import java.util.Optional;

/**
 * A resource of a city's own, {@code GET /parking?street=440106001}, signed both ways. The receiver
 * has it by {@code .endpoint(new OwnEndpoint(places))}.
 */
public final class OwnEndpoint implements Endpoint {

  private final Map<DivisionCode, Integer> places;

  public OwnEndpoint(Map<DivisionCode, Integer> places) {
    this.places = Map.copyOf(places);
  }

  /** What is answered. */
  public record FreePlaces(String street, int free) {}

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    return target.match("GET", "parking").map(path -> Answer.json(free(new Parameters(target))));
  }

  private FreePlaces free(Parameters parameters) {
    DivisionCode street = parameters.required("street", DivisionCode::parse);
    if (!places.containsKey(street)) {
      throw new RefusedException(ProblemCode.NOT_FOUND, "Nothing is counted in this street");
    }
    return new FreePlaces(street.toString(), places.getOrDefault(street, 0));
  }

  /** The asking side. */
  public static FreePlaces ask(ExchangeClient client, NodeId hub, DivisionCode street) {
    return client.call(
        hub,
        Call.get("/parking").parameter("street", street.toString()),
        answer -> JsonBody.read(answer, FreePlaces.class));
  }
}

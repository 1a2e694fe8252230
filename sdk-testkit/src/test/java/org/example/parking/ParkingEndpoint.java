package org.example.parking;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.Parameters;
import io.github.citydc.exchange.Target;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answering side of parking: {@code GET /parking}, {@code POST /parking/reservations}. */
public final class ParkingEndpoint implements Endpoint {

  private static final int CREATED = 201;

  private final Map<String, Integer> places;
  private final Set<NodeId> offices;
  private final Map<String, Reservation> reserved = new HashMap<>();

  public ParkingEndpoint(Map<String, Integer> places, Set<NodeId> offices) {
    this.places = Map.copyOf(places);
    this.offices = Set.copyOf(offices);
  }

  @Override
  public Optional<HttpResponse> answer(VerifiedRequest request, Target target) {
    if (target.match("POST", "parking/reservations").isPresent()) {
      return Optional.of(Answer.json(CREATED, reserve(request)));
    }
    return target
        .match("GET", "parking")
        .map(path -> Answer.json(freePlaces(street(new Parameters(target)))));
  }

  private static String street(Parameters parameters) {
    return parameters.required("street", DivisionCode::parse).toString();
  }

  private synchronized FreePlaces freePlaces(String street) {
    Integer all = places.get(street);
    if (all == null) {
      throw new RefusedException(ProblemCode.NOT_FOUND, "No places are counted in this street");
    }
    long taken = reserved.values().stream().filter(one -> one.street().equals(street)).count();
    return new FreePlaces(street, (int) (all - taken));
  }

  /** A repeated call changes nothing: a car has one place. */
  private synchronized FreePlaces reserve(VerifiedRequest request) {
    if (!offices.contains(request.sender())) {
      throw new RefusedException(
          ProblemCode.NOT_AUTHORIZED, "Only the parking office of a street reserves places");
    }
    Reservation reservation = JsonBody.read(request, Reservation.class);
    reserved.put(reservation.plate(), reservation);
    return freePlaces(reservation.street());
  }
}

package org.example.parking;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.naming.node.NodeId;

/** The asking side of parking: the front door of a city's own feature. Thread-safe. */
public final class Parking {

  private final ExchangeClient client;

  private Parking(ExchangeClient client) {
    this.client = client;
  }

  public static Parking through(ExchangeClient client) {
    return new Parking(client);
  }

  public FreePlaces freePlaces(NodeId node, String street) {
    return client.call(
        node,
        Call.get("/parking").parameter("street", street),
        answer -> JsonBody.read(answer, FreePlaces.class));
  }

  public FreePlaces reserve(NodeId node, Reservation reservation) {
    return client.call(
        node,
        Call.json("POST", "/parking/reservations", reservation),
        answer -> JsonBody.read(answer, FreePlaces.class));
  }
}

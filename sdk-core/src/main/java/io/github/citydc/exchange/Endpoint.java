package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeDescriptionBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A part of a receiver that answers verified requests for some of its resources. To be implemented
 * by applications; implementations are thread-safe.
 *
 * <pre>{@code
 * Endpoint parking = (request, target) ->
 *     target.match("GET", "parking")
 *         .map(path -> Answer.json(places(new Parameters(target).required("street", DivisionCode::parse))));
 *
 * ExchangeReceiver.builder()…
 *     .endpoint(parking)
 * }</pre>
 *
 * <p>The client of this endpoint:
 *
 * <pre>{@code
 * FreePlaces places =
 *     client.call(
 *         hub,
 *         Call.get("/parking").parameter("street", "440106001"),
 *         answer -> JsonBody.read(answer, FreePlaces.class));
 * }</pre>
 *
 * <p>The answer is signed by the receiver. An exception becomes a problem: {@link
 * io.github.citydc.exchange.message.RefusedException} says which one, {@link
 * io.github.citydc.exchange.message.MalformedMessageException} that the request is malformed, any
 * other is {@code internal}, or {@code unavailable} if it is a {@link
 * io.github.citydc.exchange.message.StorageException}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers a request.
   *
   * @param request who sent it, and the request itself, byte for byte
   * @param target the requested path and query
   * @return the answer; empty if the request is for another endpoint
   */
  Optional<HttpResponse> answer(VerifiedRequest request, Target target);

  /**
   * The methods this endpoint answers at a path, so that another one is answered with {@code
   * method-not-allowed}. By default none, so that it is answered with {@code not-found}.
   *
   * @param target what is asked for, whatever its method
   * @return the methods in capitals, empty if there is nothing at this path
   */
  default Set<String> methods(Target target) {
    return Set.of();
  }

  /**
   * Adds a description of this endpoint to {@code GET /node}. By default nothing.
   *
   * @param node the description of the node, which has its limits for messages already
   */
  default void describe(NodeDescriptionBuilder node) {}

  /**
   * The largest body this endpoint accepts. By default that of a message: {@link Limits#bodySize}.
   *
   * @param target what is asked for
   * @return bytes; 0 for the limit of messages
   */
  default int maxBodySize(Target target) {
    return 0;
  }

  /**
   * The items this endpoint accepts, for reconciliation. By default none.
   *
   * @return the items, empty if there are none
   */
  default Optional<AcceptedItems> accepted() {
    return Optional.empty();
  }

  /**
   * The files this endpoint accepts, which messages can refer to. By default none.
   *
   * @return the files, empty if it takes none
   */
  default Optional<MessageFiles> files() {
    return Optional.empty();
  }

  /**
   * Looks at what this endpoint needs, for {@link ExchangeReceiver#health}. By default nothing.
   *
   * @return what was found
   */
  default List<Health.Check> health() {
    return List.of();
  }

  /**
   * Starts the background work of this endpoint; called by {@link ExchangeReceiver#start}. By
   * default there is none.
   *
   * @return the work, to be closed before the database
   */
  default BackgroundWork start() {
    return () -> {};
  }
}

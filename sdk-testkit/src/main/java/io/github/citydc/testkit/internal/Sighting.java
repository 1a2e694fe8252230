package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.internal.StrictJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that a node has answered. Immutable.
 *
 * @param number counts the requests of the node, from 1
 * @param at when it began
 * @param took from its begin to the last byte of the response
 * @param request with its body, or the beginning of it
 * @param size the size of the body
 * @param response with its body, or the beginning of it
 */
record Sighting(
    long number, Instant at, Duration took, HttpRequest request, long size, HttpResponse response) {

  private static final int FIRST_ERROR = 400;
  private static final String JSON = "application/json";

  /** Whether the body was kept as a whole. */
  boolean isWhole() {
    return size == request.body().size();
  }

  boolean isRefused() {
    return response.status() >= FIRST_ERROR;
  }

  /** What the node answered, if it is a problem. */
  Optional<Problem> problem() {
    if (!isRefused() || response.body().size() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Problem.fromJson(response.status(), response.body().toByteArray()));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /** The body as JSON, if it is that and small enough. */
  Optional<JsonNode> json() {
    boolean isJson =
        request.headers().value("content-type").filter(type -> type.startsWith(JSON)).isPresent();
    if (!isJson || !isWhole()) {
      return Optional.empty();
    }
    try {
      return Optional.of(StrictJson.read(request.body().toByteArray()));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}

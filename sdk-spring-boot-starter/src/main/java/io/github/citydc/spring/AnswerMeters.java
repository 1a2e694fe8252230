package io.github.citydc.spring;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of the receiver: how long each took, and what became of each message. Thread-safe.
 */
final class AnswerMeters {

  static final String REQUESTS = "citydc.receiver.requests";
  static final String MESSAGES = "citydc.receiver.messages";
  static final String CODE = "code";
  static final String RESOURCE = "resource";

  private static final String ACCEPTED = "accepted";
  private static final int FIRST_ERROR = 400;

  /** How a problem of this library begins; a receipt begins otherwise. */
  private static final Pattern PROBLEM =
      Pattern.compile("\\A\\{\"type\":\"[^\"]*\",\"code\":\"([a-z0-9-]{1,64})\"");

  private final MeterRegistry registry;
  private final RequestTimes times;

  AnswerMeters(MeterRegistry registry, RequestTimes times) {
    this.registry = registry;
    this.times = times;
  }

  void count(HttpResponse answer, HttpRequest request) {
    String resource = resource(request);
    String code = answer.status() < FIRST_ERROR ? ACCEPTED : code(answer.body().toText());
    registry
        .timer(REQUESTS, RESOURCE, resource, CODE, code)
        .record(times.end().orElse(Duration.ZERO));
    if (resource.equals("bundles") && answer.status() < FIRST_ERROR) {
      answer.body().toText().lines().forEach(line -> count(code(line)));
    } else if (resource.equals("messages") && request.method().equals("POST")) {
      count(code);
    }
  }

  private void count(String code) {
    registry.counter(MESSAGES, CODE, code).increment();
  }

  /** Of few values, since senders choose the path. */
  private static String resource(HttpRequest request) {
    String path = String.valueOf(request.uri().getRawPath());
    return path.endsWith("/messages")
        ? "messages"
        : path.endsWith("/bundles") ? "bundles" : "other";
  }

  private static String code(String json) {
    Matcher problem = PROBLEM.matcher(json);
    return problem.find() ? problem.group(1) : ACCEPTED;
  }
}

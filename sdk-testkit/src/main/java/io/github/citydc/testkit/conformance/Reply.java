package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.internal.StrictJson;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was sent, and what was answered.
 *
 * @param request as sent
 * @param response as received
 */
record Reply(HttpRequest request, HttpResponse response) {

  private static final int SHOWN = 3000;

  int status() {
    return response.status();
  }

  byte[] body() {
    return response.body().toByteArray();
  }

  /** The body as JSON; nothing if it is none. */
  JsonNode json() {
    try {
      return response.body().isEmpty() ? MissingNode.getInstance() : StrictJson.read(body());
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  String text(String member) {
    return json().path(member).asText("");
  }

  String code() {
    return status() >= 400 ? text("code") : "";
  }

  String field(String name) {
    return response.headers().value(name).orElse("");
  }

  boolean isVerified() {
    return field("cdx-request").equals("verified");
  }

  /** Requires one of these status codes. */
  Reply status(int... expected) {
    if (Arrays.stream(expected).noneMatch(status -> status == status())) {
      throw failed("expected status " + Arrays.toString(expected));
    }
    return this;
  }

  /** Requires a receipt. */
  Reply accepted() {
    if (status() != 200 && status() != 202) {
      throw failed("expected to be accepted");
    }
    return this;
  }

  /** Requires a problem with one of these codes, with the status that belongs to it. */
  Reply refused(String... codes) {
    if (!Set.of(codes).contains(code())) {
      throw failed("expected the refusal " + String.join(" or ", codes));
    }
    int belongs = ProblemCode.ofWireName(code()).status();
    if (status() != belongs) {
      throw failed("expected status " + belongs + " with " + code());
    }
    return this;
  }

  /** Requires exactly these violations, each as pointer, blank, code. */
  Reply violations(List<String> expected) {
    refused("validation-failed");
    Set<String> found = new TreeSet<>();
    json()
        .path("violations")
        .forEach(v -> found.add(v.path("pointer").asText() + " " + v.path("code").asText()));
    if (!found.equals(new TreeSet<>(expected))) {
      throw failed("expected the violations " + new TreeSet<>(expected) + ", not " + found);
    }
    return this;
  }

  /** Requires something of it. */
  Reply require(boolean holds, String expectation) {
    if (!holds) {
      throw failed(expectation);
    }
    return this;
  }

  CheckFailed failed(String expectation) {
    return new CheckFailed(expectation + "; the answer was " + outcome(), this);
  }

  private String outcome() {
    return status() + (code().isEmpty() ? "" : " " + code());
  }

  /** The request in words, shortened. */
  String sent() {
    StringBuilder text = new StringBuilder();
    text.append(request.method()).append(' ').append(request.uri()).append('\n');
    request.headers().forEach((n, v) -> text.append(n).append(": ").append(v).append('\n'));
    return shortened(text.append('\n').append(shown(request.body())));
  }

  /** The answer in words, shortened. */
  String answered() {
    StringBuilder text = new StringBuilder().append(status()).append('\n');
    response.headers().forEach((n, v) -> text.append(n).append(": ").append(v).append('\n'));
    return shortened(text.append('\n').append(shown(response.body())));
  }

  private static String shown(Content body) {
    return body.size() > SHOWN
        ? body + " in all: " + body.toText().substring(0, 500)
        : body.toText();
  }

  private static String shortened(StringBuilder text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text.toString();
  }
}

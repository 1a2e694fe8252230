package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request to another node, before it is addressed and signed: see {@link ExchangeClient#call}.
 * Immutable.
 */
public final class Call {

  private final String method;
  private final String target;
  private final HttpHeaders headers;
  private final Content body;
  private final Set<Integer> expected;

  private Call(
      String method, String target, HttpHeaders headers, Content body, Set<Integer> expected) {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("A target begins with a slash: " + target);
    }
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.body = body;
    this.expected = expected;
  }

  /**
   * A question: {@code GET}.
   *
   * @param target path, and query if there is one, behind the base path of the node; begins with a
   *     slash
   * @return a call without fields and body
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  public static Call get(String target) {
    return new Call("GET", target, HttpHeaders.empty(), Content.empty(), Set.of());
  }

  /**
   * A question whether something is there: {@code HEAD}. The answer has no body, so what a node has
   * against the question it cannot say: each status but those of a busy node is an answer.
   *
   * @param target path, and query if there is one, behind the base path of the node
   * @return a call without fields and body
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  public static Call head(String target) {
    return new Call("HEAD", target, HttpHeaders.empty(), Content.empty(), Set.of());
  }

  /**
   * A request to remove something: {@code DELETE}.
   *
   * @param target path, and query if there is one, behind the base path of the node
   * @return a call without fields and body
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  public static Call delete(String target) {
    return new Call("DELETE", target, HttpHeaders.empty(), Content.empty(), Set.of());
  }

  /**
   * A request with a body.
   *
   * @param method {@code POST} or {@code PUT}
   * @param target path, and query if there is one, behind the base path of the node
   * @param mediaType what the body is
   * @param body the body
   * @return the call
   * @throws IllegalArgumentException if the target does not begin with a slash
   */
  public static Call bringing(String method, String target, String mediaType, Content body) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", mediaType);
    return new Call(method, target, headers, body, Set.of());
  }

  /**
   * A request with a body in JSON.
   *
   * @param method {@code POST} or {@code PUT}
   * @param target path, and query if there is one, behind the base path of the node
   * @param value a record or a JSON tree
   * @return the call
   * @throws IllegalArgumentException if the target does not begin with a slash, or the value has no
   *     JSON form
   */
  public static Call json(String method, String target, Object value) {
    return bringing(method, target, MediaType.JSON, JsonBody.of(value));
  }

  /**
   * The same call with one more parameter in its query.
   *
   * @param name its name
   * @param value its value, not encoded yet
   * @return the call
   */
  public Call parameter(String name, String value) {
    String separator = target.contains("?") ? "&" : "?";
    String pair = encoded(name) + "=" + encoded(value);
    return new Call(method, target + separator + pair, headers, body, expected);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * The same call with one more field.
   *
   * @param name its name, in lower case
   * @param value its value
   * @return the call
   */
  public Call header(String name, String value) {
    return new Call(method, target, headers.with(name, value), body, expected);
  }

  /**
   * The same call, where some errors are answers: by default each status from 400 on is a {@link
   * io.github.citydc.exchange.message.ProblemException}.
   *
   * @param statuses the errors that the caller understands
   * @return the call
   */
  public Call expecting(int... statuses) {
    Set<Integer> all = Arrays.stream(statuses).boxed().collect(Collectors.toUnmodifiableSet());
    return new Call(method, target, headers, body, all);
  }

  String method() {
    return method;
  }

  String target() {
    return target;
  }

  HttpHeaders headers() {
    return headers;
  }

  Content body() {
    return body;
  }

  boolean expects(int status) {
    return expected.contains(status);
  }

  /**
   * Method and target without its query, which may name persons.
   *
   * @return for example {@code GET /records}
   */
  @Override
  public String toString() {
    return method + " " + target.split("\\?", 2)[0];
  }
}

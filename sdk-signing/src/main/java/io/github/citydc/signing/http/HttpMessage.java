package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP message as a signature covers it, RFC 9421 §1.1: a request, or a response with the
 * request it answers, and the trailers of either. Immutable.
 *
 * <pre>{@code
 * HttpMessage request = HttpMessage.of(httpRequest);
 * HttpMessage response = HttpMessage.of(httpResponse, request).trailers(trailers);
 * }</pre>
 */
public final class HttpMessage {

  private final HttpRequest request;
  private final Optional<HttpResponse> response;
  private final HttpHeaders trailers;
  private final HttpHeaders requestTrailers;
  private final Map<String, StructuredType> types;

  private HttpMessage(
      HttpRequest request,
      Optional<HttpResponse> response,
      HttpHeaders trailers,
      HttpHeaders requestTrailers,
      Map<String, StructuredType> types) {
    this.request = request;
    this.response = response;
    this.trailers = trailers;
    this.requestTrailers = requestTrailers;
    this.types = Map.copyOf(types);
  }

  /**
   * A request without trailers.
   *
   * @param request the request
   * @return the message
   */
  public static HttpMessage of(HttpRequest request) {
    return new HttpMessage(
        request, Optional.empty(), HttpHeaders.empty(), HttpHeaders.empty(), Map.of());
  }

  /**
   * A response without trailers.
   *
   * @param response the response
   * @param inReplyTo the request it answers, for the components with {@code ;req}
   * @return the message
   */
  public static HttpMessage of(HttpResponse response, HttpRequest inReplyTo) {
    return of(response, of(inReplyTo));
  }

  /**
   * A response without trailers, to a request that may have some.
   *
   * @param response the response
   * @param inReplyTo the request it answers, for the components with {@code ;req}
   * @return the message; field types that were named for the request hold for it, too
   * @throws IllegalArgumentException if {@code inReplyTo} is not a request
   */
  public static HttpMessage of(HttpResponse response, HttpMessage inReplyTo) {
    if (inReplyTo.response.isPresent()) {
      throw new IllegalArgumentException("A response answers a request, not a response");
    }
    return new HttpMessage(
        inReplyTo.request,
        Optional.of(response),
        HttpHeaders.empty(),
        inReplyTo.trailers,
        inReplyTo.types);
  }

  /**
   * A copy with trailers, for the components with {@code ;tr}.
   *
   * @param fields the fields that came behind the content
   * @return the same message with these trailers
   */
  public HttpMessage trailers(HttpHeaders fields) {
    return new HttpMessage(request, response, fields, requestTrailers, types);
  }

  /**
   * Returns a copy with the type of a field, for components with {@code ;sf}. The fields of RFC
   * 9421 and 9530 and some others are known without.
   *
   * @param field its name, in any case
   * @param type what the standard that defines it says
   * @return the same message
   */
  public HttpMessage fieldType(String field, StructuredType type) {
    Map<String, StructuredType> more = new LinkedHashMap<>(types);
    more.put(field.toLowerCase(Locale.ROOT), type);
    return new HttpMessage(request, response, trailers, requestTrailers, more);
  }

  /** A copy that has another request, or answers one. */
  public HttpMessage request(HttpRequest changed) {
    return new HttpMessage(changed, response, trailers, requestTrailers, types);
  }

  /** A copy with other fields. */
  public HttpMessage headers(HttpHeaders changed) {
    return new HttpMessage(
        response.isPresent() ? request : request.headers(changed),
        response.map(own -> own.headers(changed)),
        trailers,
        requestTrailers,
        types);
  }

  /** A copy with another status; a request stays as it is. */
  HttpMessage withStatus(int status) {
    return new HttpMessage(
        request,
        response.map(own -> new HttpResponse(status, own.headers(), own.body())),
        trailers,
        requestTrailers,
        types);
  }

  /**
   * The request.
   *
   * @return the message itself, or what it answers
   */
  public HttpRequest request() {
    return request;
  }

  /**
   * The response.
   *
   * @return empty if the message is a request
   */
  public Optional<HttpResponse> response() {
    return response;
  }

  /**
   * The fields before the content.
   *
   * @return those of the message itself, not of what it answers
   */
  public HttpHeaders headers() {
    return response.map(HttpResponse::headers).orElseGet(request::headers);
  }

  /**
   * The content.
   *
   * @return that of the message itself, not of what it answers
   */
  public Content body() {
    return response.map(HttpResponse::body).orElseGet(request::body);
  }

  public HttpHeaders fields(boolean ofRequest, boolean ofTrailers) {
    boolean own = !ofRequest || response.isEmpty();
    if (ofTrailers) {
      return own ? trailers : requestTrailers;
    }
    return own ? headers() : request.headers();
  }

  Optional<StructuredType> typeOf(String field) {
    return Optional.ofNullable(types.get(field)).or(() -> StructuredType.registered(field));
  }

  /** Method or status, and the names of the fields: values may be confidential. */
  @Override
  public String toString() {
    return "HttpMessage["
        + response.map(own -> String.valueOf(own.status())).orElseGet(request::method)
        + ", "
        + headers()
        + ", "
        + body()
        + "]";
  }
}

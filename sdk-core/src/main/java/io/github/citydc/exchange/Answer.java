package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;

/**
 * The answers of endpoints, before the receiver signs them. A refusal is no answer, but a {@link
 * io.github.citydc.exchange.message.RefusedException}.
 */
public final class Answer {

  private static final int OK = 200;

  private Answer() {}

  /**
   * An answer in JSON, with status 200.
   *
   * @param value a record or a JSON tree
   * @return the answer
   * @throws IllegalArgumentException if the value has no JSON form
   */
  public static HttpResponse json(Object value) {
    return json(OK, value);
  }

  /**
   * An answer in JSON.
   *
   * @param status 200 to 299, as the endpoint documents it
   * @param value a record or a JSON tree
   * @return the answer
   * @throws IllegalArgumentException if the value has no JSON form
   */
  public static HttpResponse json(int status, Object value) {
    return of(status, MediaType.JSON, JsonBody.of(value));
  }

  /**
   * An answer that is written already.
   *
   * @param status 200 to 299, as the endpoint documents it
   * @param mediaType what the body is
   * @param body the body
   * @return the answer
   */
  public static HttpResponse of(int status, String mediaType, Content body) {
    return new HttpResponse(status, HttpHeaders.empty().with("content-type", mediaType), body);
  }

  /**
   * An answer that is a status only.
   *
   * @param status for example 204
   * @return the answer, without a body
   */
  public static HttpResponse empty(int status) {
    return new HttpResponse(status, HttpHeaders.empty(), Content.empty());
  }
}

package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeDescription;

/**
 * The bodies of calls and answers that are JSON objects, read and written as records in the form of
 * payloads (interface standard §3): strict about types and duplicate members, bounded in size and
 * depth, unknown members ignored.
 */
public final class JsonBody {

  private static final PayloadJson JSON = PayloadJson.standard();

  private JsonBody() {}

  /**
   * Writes a body.
   *
   * @param value a record or a JSON tree
   * @return the body, in UTF-8
   * @throws IllegalArgumentException if the value has no JSON form
   */
  public static Content of(Object value) {
    return Content.of(JSON.write(value));
  }

  /**
   * Reads what a caller has sent.
   *
   * @param request of the caller
   * @param type the record
   * @param <T> the record's class
   * @return the record
   * @throws MalformedMessageException if the body is none, with the place; in an endpoint the
   *     caller is answered so
   */
  public static <T> T read(VerifiedRequest request, Class<T> type) {
    return read(request.request().headers(), request.request().body(), type);
  }

  /**
   * Reads what a node has answered.
   *
   * @param answer of the node
   * @param type the record
   * @param <T> the record's class
   * @return the record
   * @throws MalformedMessageException if the body is none, with the place
   */
  public static <T> T read(VerifiedResponse answer, Class<T> type) {
    return read(answer.response().headers(), answer.response().body(), type);
  }

  /**
   * Reads how a node has described itself.
   *
   * @param answer of the node to {@code GET /node}
   * @return the description
   * @throws MalformedMessageException if the body is none, with the place
   */
  public static NodeDescription description(VerifiedResponse answer) {
    try {
      return NodeDescription.parse(answer.response().body().toByteArray());
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("", String.valueOf(e.getMessage()));
    }
  }

  private static <T> T read(HttpHeaders headers, Content body, Class<T> type) {
    MediaType.requirePlain(headers, MediaType.JSON, "The body");
    try {
      return JSON.read(body.toByteArray(), type);
    } catch (PayloadFormatException e) {
      throw new MalformedMessageException(e.pointer(), String.valueOf(e.getMessage()));
    }
  }
}

package io.github.citydc.exchange.internal;

import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;

/**
 * One thing to ask another node for.
 *
 * @param method the method, in capitals
 * @param target path, and query if there is one, behind the base path; begins with a slash
 * @param headers the fields, without those that protect the request
 * @param body the body, empty if there is none
 */
public record Call(String method, String target, HttpHeaders headers, HttpBody body) {

  /**
   * Asks for something.
   *
   * @param target path and query behind the base path
   * @return a call without fields and body
   */
  public static Call get(String target) {
    return new Call("GET", target, HttpHeaders.empty(), HttpBody.empty());
  }

  /**
   * Brings something.
   *
   * @param method {@code POST} or {@code PUT}
   * @param target path and query behind the base path
   * @param mediaType what the body is
   * @param body the body
   * @return the call
   */
  public static Call bringing(String method, String target, String mediaType, HttpBody body) {
    return new Call(method, target, HttpHeaders.empty().with("content-type", mediaType), body);
  }
}

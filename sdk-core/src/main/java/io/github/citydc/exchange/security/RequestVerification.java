package io.github.citydc.exchange.security;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpResponse;
import java.util.Locale;

/**
 * What a response says of the request it answers: whether the node had verified it. The response
 * carries it in the field {@code cdx-request}, which its signature covers: interface standard §4.1.
 *
 * <p>Only the answer to a verified request says something about the message. Without the key of the
 * sender anybody can have a request refused that is not verified, and pass the refusal on.
 */
public enum RequestVerification {
  /** Signature, digest and time were verified, and the nonce was new or is not used up. */
  VERIFIED,
  /** The request was refused before all of that was verified: nothing is known of the message. */
  UNVERIFIED;

  /** The name of the field. */
  public static final String FIELD = "cdx-request";

  /**
   * Reads the field.
   *
   * @param headers those of a response whose signature covers the field
   * @return {@link #UNVERIFIED} also if the field is missing or says anything else
   */
  public static RequestVerification of(HttpHeaders headers) {
    return headers.value(FIELD).filter(VERIFIED.wireName()::equals).isPresent()
        ? VERIFIED
        : UNVERIFIED;
  }

  /**
   * A copy of a response that says this.
   *
   * @param response what will be sent, not yet signed
   * @return the response with the field, in place of what it had there
   */
  public HttpResponse onto(HttpResponse response) {
    return response.headers(response.headers().with(FIELD, wireName()));
  }

  /**
   * The value of the field.
   *
   * @return {@code verified} or {@code unverified}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

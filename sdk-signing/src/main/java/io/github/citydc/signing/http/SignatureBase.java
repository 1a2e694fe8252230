package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The signature base, the text that is signed, RFC 9421 §2.5: one line for each covered component,
 * then the signature parameters. Immutable.
 */
public final class SignatureBase {

  private static final String PARAMETERS_LINE = "\"@signature-params\": ";

  private final Map<ComponentIdentifier, String> values;
  private final SignatureParameters parameters;
  private final String text;

  private SignatureBase(Map<ComponentIdentifier, String> values, SignatureParameters parameters) {
    this.values = values;
    this.parameters = parameters;
    StringBuilder lines = new StringBuilder();
    values.forEach(
        (component, value) -> lines.append(component).append(": ").append(value).append('\n'));
    this.text = lines.append(PARAMETERS_LINE).append(parameters).toString();
  }

  /**
   * The base of a request's signature.
   *
   * @param request the request
   * @param parameters what the signature covers, and how it is made
   * @return the base
   * @throws IllegalArgumentException if the request lacks a covered component
   */
  public static SignatureBase of(HttpRequest request, SignatureParameters parameters) {
    return of(HttpMessage.of(request), parameters);
  }

  /**
   * The base of a response's signature.
   *
   * @param response the response
   * @param inReplyTo the request it answers, for the components with {@code ;req}
   * @param parameters what the signature covers, and how it is made
   * @return the base
   * @throws IllegalArgumentException if response or request lacks a covered component
   */
  public static SignatureBase of(
      HttpResponse response, HttpRequest inReplyTo, SignatureParameters parameters) {
    return of(HttpMessage.of(response, inReplyTo), parameters);
  }

  /**
   * The base of a message's signature.
   *
   * @param message a request, or a response with the request it answers
   * @param parameters what the signature covers, and how it is made
   * @return the base
   * @throws IllegalArgumentException if the message lacks a covered component
   */
  public static SignatureBase of(HttpMessage message, SignatureParameters parameters) {
    ComponentValues found = new ComponentValues(message);
    Map<ComponentIdentifier, String> values = new LinkedHashMap<>();
    parameters.components().forEach(component -> values.put(component, found.of(component)));
    return new SignatureBase(values, parameters);
  }

  /**
   * Reads a base that was stored. Reading is strict: written again, it gives the same text.
   *
   * @param text the base, lines parted by one line feed
   * @return the base
   * @throws IllegalArgumentException if the text is not exactly a signature base
   */
  public static SignatureBase parse(String text) {
    if (!text.chars().allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f))) {
      throw new IllegalArgumentException("A signature base is ASCII");
    }
    List<String> lines = List.of(text.split("\n", -1));
    String last = lines.get(lines.size() - 1);
    if (!last.startsWith(PARAMETERS_LINE)) {
      throw new IllegalArgumentException("A signature base ends with @signature-params");
    }
    SignatureParameters parameters =
        SignatureParameters.parse(last.substring(PARAMETERS_LINE.length()));
    if (parameters.components().size() != lines.size() - 1) {
      throw new IllegalArgumentException(
          "A signature base has one line for each covered component");
    }
    SignatureBase base = new SignatureBase(values(lines, parameters), parameters);
    if (!base.text.equals(text)) {
      throw new IllegalArgumentException("The signature base is not in its canonical form");
    }
    return base;
  }

  private static Map<ComponentIdentifier, String> values(
      List<String> lines, SignatureParameters parameters) {
    Map<ComponentIdentifier, String> values = new LinkedHashMap<>();
    for (ComponentIdentifier component : parameters.components()) {
      String line = lines.get(values.size());
      String begin = component + ": ";
      if (!line.startsWith(begin)) {
        throw new IllegalArgumentException("The line of " + component + " is not where it belongs");
      }
      values.put(component, line.substring(begin.length()));
    }
    return values;
  }

  /**
   * The signature parameters.
   *
   * @return the last line, read
   */
  public SignatureParameters parameters() {
    return parameters;
  }

  /**
   * The value of a component.
   *
   * @param component which
   * @return its value, empty if the signature does not cover it
   */
  public Optional<String> value(ComponentIdentifier component) {
    return Optional.ofNullable(values.get(component));
  }

  /**
   * The base as text. It contains the values of the covered fields.
   *
   * @return lines parted by a line feed, none behind the last
   */
  public String text() {
    return text;
  }

  /**
   * The base as it is signed.
   *
   * @return its bytes in ASCII
   */
  public byte[] toByteArray() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The names only: values may be confidential.
   *
   * @return the covered components
   */
  @Override
  public String toString() {
    return "SignatureBase" + values.keySet();
  }
}

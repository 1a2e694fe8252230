package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.signing.http.internal.StructuredFields;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.greenbytes.http.sfv.ByteSequenceItem;
import org.greenbytes.http.sfv.ListElement;
import org.jspecify.annotations.Nullable;

/** The values of the components of a message, RFC 9421 §2.1 and §2.2. */
final class ComponentValues {

  private final HttpMessage message;

  ComponentValues(HttpMessage message) {
    this.message = message;
  }

  /**
   * The value of a component.
   *
   * @throws IllegalArgumentException if the message has no such component, or its value cannot be
   *     signed
   */
  String of(ComponentIdentifier component) {
    if (component.isOfRequest() && message.response().isEmpty()) {
      throw new IllegalArgumentException(component + " belongs into the signature of a response");
    }
    String value;
    if (component.isDerived()) {
      boolean fromRequest = component.isOfRequest() || message.response().isEmpty();
      value = fromRequest ? derived(component) : status(component);
    } else {
      value = field(component);
    }
    return requireSingleLine(component, value);
  }

  private static String requireSingleLine(ComponentIdentifier component, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '\t' && (c < ' ' || c >= 0x7f)) {
        throw new IllegalArgumentException(component + " has characters that are not ASCII");
      }
    }
    return value;
  }

  private String field(ComponentIdentifier component) {
    HttpHeaders fields = message.fields(component.isOfRequest(), component.isTrailer());
    if (component.isBytes()) {
      return bytes(component, fields.values(component.name()));
    }
    fields.values(component.name()).forEach(value -> requireSingleLine(component, value));
    String value = fields.value(component.name()).orElseThrow(() -> absent(component));
    if (component.key().isPresent()) {
      return member(component, value, component.key().get());
    }
    return component.isStrict() ? typeOf(component).strict(value) : value;
  }

  private static String member(ComponentIdentifier component, String value, String key) {
    ListElement<?> member = StructuredFields.dictionary(value).get(key);
    if (member == null) {
      throw absent(component);
    }
    return member.serialize();
  }

  private StructuredType typeOf(ComponentIdentifier component) {
    return message
        .typeOf(component.name())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    component + " needs the structured type of the field, which is not known"));
  }

  /** Each line on its own, so that lines cannot be joined or parted unnoticed: RFC 9421 §2.1.3. */
  private static String bytes(ComponentIdentifier component, List<String> lines) {
    if (lines.isEmpty()) {
      throw absent(component);
    }
    List<String> encoded = new ArrayList<>();
    for (String line : lines) {
      if (line.chars().anyMatch(c -> c > 0xff)) {
        throw new IllegalArgumentException(component + " has characters that are not bytes");
      }
      byte[] bytes = line.strip().getBytes(StandardCharsets.ISO_8859_1);
      encoded.add(ByteSequenceItem.valueOf(bytes).serialize());
    }
    return String.join(", ", encoded);
  }

  private static IllegalArgumentException absent(ComponentIdentifier component) {
    return new IllegalArgumentException(component + " is covered but the message has none");
  }

  private String status(ComponentIdentifier component) {
    if (!component.name().equals("@status")) {
      throw new IllegalArgumentException(component + " of a response needs the parameter req");
    }
    return Integer.toString(message.response().orElseThrow().status());
  }

  private String derived(ComponentIdentifier component) {
    HttpRequest request = message.request();
    URI uri = request.uri();
    return switch (component.name()) {
      case "@method" -> request.method();
      case "@target-uri" -> uri.toString();
      case "@authority" -> authority(uri);
      case "@scheme" -> scheme(uri);
      case "@request-target" -> path(uri) + (uri.getRawQuery() == null ? "" : query(uri));
      case "@path" -> path(uri);
      case "@query" -> query(uri);
      case "@query-param" -> queryParameter(component);
      default -> throw new IllegalArgumentException(component + " is not a component of a request");
    };
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static String query(URI uri) {
    String query = uri.getRawQuery();
    return query == null ? "?" : "?" + query;
  }

  private static String scheme(URI uri) {
    return requirePresent(uri.getScheme(), "scheme").toLowerCase(Locale.ROOT);
  }

  /** In lower case, without the port if it is the scheme's own: RFC 9421 §2.2.3. */
  private static String authority(URI uri) {
    String host = requirePresent(uri.getHost(), "host").toLowerCase(Locale.ROOT);
    int usual = scheme(uri).equals("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual ? host : host + ":" + uri.getPort();
  }

  private static String requirePresent(@Nullable String value, String what) {
    if (value == null) {
      throw new IllegalArgumentException("The URI of the request has no " + what);
    }
    return value;
  }

  /**
   * Decoded as a form and encoded again, RFC 9421 §2.2.8; a name that occurs twice has no one
   * value.
   */
  private String queryParameter(ComponentIdentifier component) {
    List<String> values = new ArrayList<>();
    for (String pair : query(message.request().uri()).substring(1).split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (recoded(name).equals(component.parameterName())) {
        values.add(equals < 0 ? "" : recoded(pair.substring(equals + 1)));
      }
    }
    if (values.size() != 1) {
      throw new IllegalArgumentException(component + " occurs " + values.size() + " times");
    }
    return values.get(0);
  }

  private static String recoded(String text) {
    String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
    return URLEncoder.encode(decoded, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

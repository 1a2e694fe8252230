package io.github.citydc.testkit.conformance;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SigningKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A request before it is signed, in which anything may be wrong. It makes the signature base
 * itself, so that it does not take over what the library under test may have misunderstood. Not
 * thread-safe.
 */
final class Draft {

  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final SigningKey key;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> covered =
      new ArrayList<>(List.of("@method", "@path", "@query", "cdx-sender", "cdx-receiver"));
  private final String method;
  private final URI uri;
  private byte[] body;
  private UnaryOperator<byte[]> signature = made -> made;
  private Optional<UnaryOperator<byte[]>> signing = Optional.empty();
  private String label = "cdx";

  Draft(Party by, NodeId receiver, String method, URI uri, byte[] body, long created) {
    this.key = by.key();
    this.method = method;
    this.uri = uri;
    this.body = body.clone();
    fields.put("cdx-sender", by.node().toString());
    fields.put("cdx-receiver", receiver.toString());
    if (body.length > 0) {
      fields.put("content-type", "application/json");
      covered.add("content-type");
      covered.add("content-digest");
      digest(DigestAlgorithm.SM3);
    }
    parameters.put("created", String.valueOf(created));
    parameters.put("nonce", "\"" + UUID.randomUUID().toString().replace("-", "") + "\"");
    parameters.put("keyid", "\"" + by.keyId() + "\"");
    parameters.put("alg", "\"" + by.key().algorithm().wireName() + "\"");
    parameters.put("tag", "\"cdx-1\"");
  }

  /** Digests the body as it is now, with these. */
  Draft digest(DigestAlgorithm... algorithms) {
    fields.put(
        "content-digest",
        List.of(algorithms).stream()
            .map(algorithm -> digested(algorithm, body))
            .collect(Collectors.joining(", ")));
    return this;
  }

  static String digested(DigestAlgorithm algorithm, byte[] bytes) {
    return algorithm.wireName() + "=:" + BASE64.encodeToString(algorithm.digest(bytes)) + ":";
  }

  Draft field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Draft withoutField(String name) {
    fields.remove(name);
    covered.remove(name);
    return this;
  }

  Draft cover(String component) {
    covered.add(component);
    return this;
  }

  Draft uncover(String component) {
    covered.remove(component);
    return this;
  }

  List<String> covered() {
    return List.copyOf(covered);
  }

  /** Covers in the reverse order, with the parameters reversed, too. */
  Draft reversed() {
    List<String> components = new ArrayList<>(covered);
    covered.clear();
    components.forEach(component -> covered.add(0, component));
    List<Map.Entry<String, String>> entries = new ArrayList<>(parameters.entrySet());
    parameters.clear();
    for (int i = entries.size() - 1; i >= 0; i--) {
      parameters.put(entries.get(i).getKey(), entries.get(i).getValue());
    }
    return this;
  }

  /** Sets a parameter, as it stands there: with quotation marks if it is a text. */
  Draft parameter(String name, String value) {
    parameters.put(name, value);
    return this;
  }

  Draft withoutParameter(String name) {
    parameters.remove(name);
    return this;
  }

  String nonce() {
    return parameters.getOrDefault("nonce", "");
  }

  Draft label(String name) {
    this.label = name;
    return this;
  }

  /** Changes the signature when it is made. */
  Draft signature(UnaryOperator<byte[]> change) {
    this.signature = change;
    return this;
  }

  /** Signs the base in another way. */
  Draft signedBy(UnaryOperator<byte[]> signer) {
    this.signing = Optional.of(signer);
    return this;
  }

  /** Another body, with the digest of the one before. */
  Draft body(byte[] other) {
    this.body = other.clone();
    return this;
  }

  HttpRequest sign() {
    String input =
        covered.stream().map(Draft::quoted).collect(Collectors.joining(" ", "(", ")"))
            + parameters.entrySet().stream()
                .map(parameter -> ";" + parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining());
    StringBuilder base = new StringBuilder();
    covered.forEach(
        component ->
            base.append(quoted(component)).append(": ").append(value(component)).append('\n'));
    base.append("\"@signature-params\": ").append(input);
    byte[] text = base.toString().getBytes(StandardCharsets.UTF_8);
    byte[] made = signature.apply(signing.orElse(key::sign).apply(text));
    HttpHeaders headers = HttpHeaders.empty();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      headers = headers.with(field.getKey(), field.getValue());
    }
    return new HttpRequest(
        method,
        uri,
        headers
            .with("signature-input", label + "=" + input)
            .with("signature", label + "=:" + BASE64.encodeToString(made) + ":"),
        Content.of(body));
  }

  private static String quoted(String component) {
    return "\"" + component + "\"";
  }

  private String value(String component) {
    return switch (component) {
      case "@method" -> method;
      case "@path" -> uri.getRawPath();
      case "@query" -> "?" + Optional.ofNullable(uri.getRawQuery()).orElse("");
      case "@authority" -> uri.getAuthority();
      default -> fields.getOrDefault(component, "");
    };
  }
}

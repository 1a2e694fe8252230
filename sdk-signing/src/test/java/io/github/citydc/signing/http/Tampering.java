package io.github.citydc.signing.http;

import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.signing.SigningKey;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes one thing of a signed message: on the way, or by a signer that does not keep the profile.
 */
public final class Tampering {

  private Tampering() {}

  public static HttpRequest method(HttpRequest request, String method) {
    return new HttpRequest(method, request.uri(), request.headers(), request.body());
  }

  public static HttpRequest uri(HttpRequest request, String uri) {
    return new HttpRequest(request.method(), URI.create(uri), request.headers(), request.body());
  }

  public static HttpRequest body(HttpRequest request, String body) {
    return new HttpRequest(request.method(), request.uri(), request.headers(), Network.body(body));
  }

  public static HttpRequest header(HttpRequest request, String name, String value) {
    return request.headers(request.headers().with(name, value));
  }

  public static HttpRequest secondHeader(HttpRequest request, String name, String value) {
    return request.headers(request.headers().plus(name, value));
  }

  public static HttpResponse header(HttpResponse response, String name, String value) {
    return response.headers(response.headers().with(name, value));
  }

  public static HttpHeaders without(HttpHeaders headers, String name) {
    List<String[]> kept = new ArrayList<>();
    headers.forEach((field, value) -> kept.add(new String[] {field, value}));
    HttpHeaders result = HttpHeaders.empty();
    for (String[] field : kept) {
      result = field[0].equals(name) ? result : result.plus(field[0], field[1]);
    }
    return result;
  }

  /** Edits {@code Signature-Input} as text, the signature stays. */
  public static HttpRequest input(HttpRequest request, String from, String to) {
    String input = request.headers().value("signature-input").orElseThrow();
    if (!input.contains(from)) {
      throw new AssertionError(input + " does not contain " + from);
    }
    return header(request, "signature-input", input.replace(from, to));
  }

  /** Signs again with other parameters, as a careless or malicious owner of the key could. */
  public static HttpRequest resign(HttpRequest request, SigningKey key, Consumer<Draft> change) {
    Draft draft = new Draft(SignatureFields.read(request.headers()).parameters());
    change.accept(draft);
    SignatureParameters parameters = draft.build();
    byte[] signature = key.sign(SignatureBase.of(request, parameters).toByteArray());
    return request.headers(signature(request.headers(), parameters, signature, CdxProfile.LABEL));
  }

  public static HttpResponse resign(
      HttpResponse response, HttpRequest request, SigningKey key, Consumer<Draft> change) {
    Draft draft = new Draft(SignatureFields.read(response.headers()).parameters());
    change.accept(draft);
    SignatureParameters parameters = draft.build();
    byte[] signature = key.sign(SignatureBase.of(response, request, parameters).toByteArray());
    return response.headers(signature(response.headers(), parameters, signature, CdxProfile.LABEL));
  }

  /** Fields with any bytes as the signature of a label. */
  public static HttpHeaders signature(
      HttpHeaders headers, SignatureParameters parameters, byte[] signature, String label) {
    return new SignatureFields(parameters, signature).writeTo(headers, label);
  }

  public static HttpResponse withBody(HttpResponse response, Content body) {
    return new HttpResponse(response.status(), response.headers(), body);
  }

  /** Signature parameters, open to change; an empty text leaves a parameter out. */
  public static final class Draft {

    public final List<ComponentIdentifier> components;
    public Instant created;
    public boolean omitCreated;
    public Instant expires = Instant.MAX;
    public String nonce;
    public String keyId;
    public String algorithm;
    public String tag;

    private Draft(SignatureParameters signed) {
      this.components = new ArrayList<>(signed.components());
      this.created = signed.created().orElseThrow();
      this.nonce = signed.nonce().orElseThrow();
      this.keyId = signed.keyId().orElseThrow();
      this.algorithm = signed.algorithm().orElseThrow();
      this.tag = signed.tag().orElseThrow();
    }

    public void uncover(String component) {
      if (!components.remove(ComponentIdentifier.parse(component))) {
        throw new AssertionError(component + " was not covered");
      }
    }

    private SignatureParameters build() {
      SignatureParameters.Builder builder = SignatureParameters.builder().cover(components);
      if (!omitCreated) {
        builder.created(created);
      }
      if (expires.isBefore(Instant.MAX)) {
        builder.expires(expires);
      }
      ifPresent(nonce, builder::nonce);
      ifPresent(keyId, builder::keyId);
      ifPresent(algorithm, builder::algorithm);
      ifPresent(tag, builder::tag);
      return builder.build();
    }

    private static void ifPresent(String value, Consumer<String> setter) {
      if (!value.isEmpty()) {
        setter.accept(value);
      }
    }
  }
}

package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.ComponentIdentifier;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.http.SignatureParameters;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.testkit.SandboxCity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Makes wrong nodes from a right one: all keys of the city are here. */
final class Hub {

  private static final Set<String> OF_SIGNATURES =
      Set.of("signature", "signature-input", "cdx-sender", "cdx-receiver", "content-digest");

  final SandboxCity city;
  final NodeId node;
  final Clock clock;

  Hub(SandboxCity city, NodeId node, Clock clock) {
    this.city = city;
    this.node = node;
    this.clock = clock;
  }

  /** Changes answers; those that are not the same are signed again. */
  UnaryOperator<HttpTransport> answers(BiFunction<HttpRequest, HttpResponse, HttpResponse> change) {
    return inner ->
        request -> {
          HttpResponse response = inner.exchange(request);
          HttpResponse changed = change.apply(request, response);
          return changed.equals(response) ? response : sign(changed, request);
        };
  }

  /** Changes the JSON of some answers. */
  UnaryOperator<HttpTransport> json(
      BiFunction<HttpRequest, HttpResponse, Boolean> of,
      BiFunction<HttpRequest, ObjectNode, ObjectNode> change) {
    return answers(
        (request, response) -> {
          if (response.body().isEmpty() || !of.apply(request, response)) {
            return response;
          }
          ObjectNode json = (ObjectNode) StrictJson.read(response.body().toByteArray());
          return with(response, StrictJson.write(change.apply(request, json)));
        });
  }

  /** Changes requests before the right node sees them, as if the sender had sent them so. */
  UnaryOperator<HttpTransport> requests(UnaryOperator<HttpRequest> change) {
    return inner ->
        request -> {
          HttpRequest changed = change.apply(request);
          return changed.equals(request)
              ? inner.exchange(request)
              : sign(inner.exchange(resigned(changed)), request);
        };
  }

  /** Accepts some requests although their signature is wrong. */
  UnaryOperator<HttpTransport> forgiving(Predicate<HttpRequest> wrong) {
    return inner ->
        request ->
            !field(request, "signature-input").isEmpty() && wrong.test(request)
                ? sign(inner.exchange(resigned(request)), request)
                : inner.exchange(request);
  }

  /** Changes the JSON of messages. */
  UnaryOperator<HttpTransport> messages(UnaryOperator<byte[]> change) {
    return requests(
        request -> {
          if (!isMessage(request)) {
            return request;
          }
          byte[] body = request.body().toByteArray();
          byte[] changed = change.apply(body);
          return changed == body ? request : request.body(Content.of(changed));
        });
  }

  static boolean isMessage(HttpRequest request) {
    return request.method().equals("POST") && path(request).endsWith("/messages");
  }

  static String path(HttpRequest request) {
    return request.uri().getRawPath();
  }

  static String field(HttpRequest request, String name) {
    return request.headers().value(name).orElse("");
  }

  static ObjectNode body(HttpRequest request) {
    try {
      return (ObjectNode) StrictJson.read(request.body().toByteArray());
    } catch (IllegalArgumentException | ClassCastException e) {
      return StrictJson.newObject();
    }
  }

  static HttpResponse with(HttpResponse response, byte[] body) {
    return new HttpResponse(response.status(), response.headers(), Content.of(body));
  }

  static HttpResponse unsigned(HttpResponse response) {
    return response.headers(without(response.headers()));
  }

  private static HttpHeaders without(HttpHeaders headers) {
    return HttpHeaders.collect(
        take ->
            headers.forEach(
                (name, value) -> {
                  if (!OF_SIGNATURES.contains(name)) {
                    take.accept(name, value);
                  }
                }));
  }

  HttpRequest resigned(HttpRequest request) {
    NodeId sender = NodeId.parse(field(request, "cdx-sender"));
    return HttpSignatures.signerBuilder(city.key(sender))
        .clock(clock)
        .build()
        .sign(request.headers(without(request.headers())), node);
  }

  HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
    return HttpSignatures.signerBuilder(city.key(node))
        .clock(clock)
        .build()
        .sign(unsigned(response), inReplyTo);
  }

  /** Signs an answer with another key, or over other components. */
  HttpResponse sign(
      HttpResponse response,
      HttpRequest inReplyTo,
      SigningKey key,
      Consumer<List<ComponentIdentifier>> change) {
    String input = response.headers().value("signature-input").orElse("");
    if (input.isEmpty()) {
      return response;
    }
    SignatureParameters before = SignatureParameters.parse(input.substring(input.indexOf('(')));
    List<ComponentIdentifier> covered = new ArrayList<>(before.components());
    change.accept(covered);
    SignatureParameters parameters =
        SignatureParameters.builder()
            .cover(covered)
            .created(clock.instant())
            .nonce(before.nonce().orElse(""))
            .keyId(KeyId.of(key.certificates().get(0)).toString())
            .algorithm(key.algorithm().wireName())
            .tag("cdx-1")
            .build();
    byte[] signature = key.sign(SignatureBase.of(response, inReplyTo, parameters).toByteArray());
    return response.headers(
        response
            .headers()
            .with("signature-input", "cdx=" + parameters)
            .with("signature", "cdx=:" + Base64.getEncoder().encodeToString(signature) + ":"));
  }

  HttpResponse problem(ProblemCode code, HttpRequest inReplyTo) {
    Problem problem = Problem.of(code, "It is so");
    return sign(
        new HttpResponse(
            problem.status(),
            HttpHeaders.empty().with("content-type", Problem.MEDIA_TYPE),
            Content.of(problem.toJson())),
        inReplyTo);
  }

  HttpResponse ok(String mediaType, byte[] body, HttpRequest inReplyTo) {
    return sign(
        new HttpResponse(
            200,
            HttpHeaders.empty().with("content-type", mediaType).with("cdx-request", "verified"),
            Content.of(body)),
        inReplyTo);
  }

  /** JSON as careless readers read it. */
  static byte[] carelessly(byte[] json) {
    try {
      return com.fasterxml.jackson.databind.json.JsonMapper.builder()
          .build()
          .writeValueAsBytes(
              com.fasterxml.jackson.databind.json.JsonMapper.builder().build().readTree(json));
    } catch (JsonProcessingException e) {
      return json;
    } catch (java.io.IOException e) {
      return json;
    }
  }
}

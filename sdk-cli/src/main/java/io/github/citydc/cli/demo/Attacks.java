package io.github.citydc.cli.demo;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Five ways to abuse an exchange. Each builds its request by hand, as an attacker would, and
 * returns what the hub answered; the answer's own signature is verified in every case.
 */
final class Attacks {

  private static final String RECEIVER = "cdx-receiver";

  private final Stage stage;
  private final Person victim;
  private final Person elsewhere;
  private final ExchangeClient vendor;

  Attacks(Stage stage, Person victim, Person elsewhere) {
    this.stage = stage;
    this.victim = victim;
    this.elsewhere = elsewhere;
    this.vendor = stage.vendor().build();
  }

  /** A genuine request was recorded on its way, and is sent once more. */
  Problem replay() {
    return problem(stage.recorded());
  }

  /** One character of the body is changed on the way. */
  Problem changedBody() {
    HttpRequest request =
        signed(stage.signer(), vendor.prepare(Stage.HUB, Operation.UPSERT, victim));
    String body = new String(request.body().toByteArray(), StandardCharsets.UTF_8);
    String changed =
        body.replace("\"sex\":\"1\"", "\"sex\":\"9\"").replace("\"sex\":\"2\"", "\"sex\":\"1\"");
    return problem(withBody(request, changed));
  }

  /** Somebody with a certificate authority of his own claims to be another district. */
  Problem unknownNode() {
    SandboxCity stranger = SandboxCity.found("Somebody else's root");
    MessageSigner signer = HttpSignatures.signer(stranger.enrol(Stage.HAIZHU));
    PreparedMessage message =
        stage
            .vendor()
            .self(Stage.HAIZHU)
            .signer(signer)
            .build()
            .prepare(Stage.HUB, Operation.UPSERT, elsewhere);
    return problem(signed(signer, message));
  }

  /** The district reports a person who lives in another one. */
  Problem outsideJurisdiction() {
    return problem(signed(stage.signer(), vendor.prepare(Stage.HUB, Operation.UPSERT, elsewhere)));
  }

  /** A message for another node is delivered to the hub. */
  Problem wrongReceiver() {
    return problem(signed(stage.signer(), vendor.prepare(Stage.HAIZHU, Operation.UPSERT, victim)));
  }

  private HttpRequest signed(MessageSigner signer, PreparedMessage message) {
    HttpHeaders headers = HttpHeaders.empty().with("content-type", "application/json");
    HttpRequest request =
        new HttpRequest(
            "POST", URI.create(stage.hub().baseUrl() + "/messages"), headers, message.body());
    return signer.sign(request, message.envelope().receiver());
  }

  private static HttpRequest withBody(HttpRequest request, String body) {
    return new HttpRequest(
        request.method(),
        request.uri(),
        request.headers(),
        Content.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * What the hub answers, once it is certain that the hub answered it, and answered this request.
   */
  private Problem problem(HttpRequest request) {
    HttpResponse response = stage.network().exchange(request);
    stage.verifier().verify(response, addressedTo(Stage.HUB, request));
    return Problem.fromJson(response.status(), response.body().toByteArray());
  }

  private static HttpRequest addressedTo(NodeId node, HttpRequest request) {
    return request.headers(request.headers().with(RECEIVER, node.toString()));
  }
}

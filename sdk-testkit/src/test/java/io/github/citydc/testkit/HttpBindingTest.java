package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and media types of interface standard §4, on the wire. */
class HttpBindingTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId GRID = NodeId.parse("440106:11440106007482911C:grid");
  private static final String LINE = person() + "\n";
  private static final String ID = "019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f";

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final HttpTransport transport = JdkHttpTransport.create();
  private final MessageSigner signer = HttpSignatures.signer(city.enrol(GRID));
  private final MessageVerifier verifier = HttpSignatures.verifier(city.trust(), city.directory());
  private SandboxNode hub;

  private static String person() {
    return InterfaceStandard.example(PayloadType.of(Person.class))
        .orElseThrow()
        .replaceAll("\\s*\\n\\s*", "");
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    hub = SandboxNode.builder(city, HUB).storingIn(folder).offeringRecorded(Person.class).start();
  }

  @AfterEach
  void stop() {
    hub.close();
    transport.close();
  }

  /** The answer, whose signature was verified. */
  private HttpResponse ask(String method, String target, String type, String body) {
    HttpHeaders headers =
        body.isEmpty() ? HttpHeaders.empty() : HttpHeaders.empty().with("content-type", type);
    HttpRequest signed =
        signer.sign(
            new HttpRequest(
                method, URI.create(hub.baseUrl() + target), headers, Content.ofText(body)),
            HUB);
    HttpResponse answer = transport.exchange(signed);
    assertThat(verifier.verify(answer, signed).request()).isEqualTo(RequestVerification.VERIFIED);
    return answer;
  }

  private HttpResponse ask(String method, String target) {
    return ask(method, target, "", "");
  }

  private static JsonNode json(HttpResponse answer) throws IOException {
    return new JsonMapper().readTree(answer.body().toByteArray());
  }

  private static String code(HttpResponse answer) throws IOException {
    return json(answer).path("code").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA_256", "SM3"})
  void the_colon_of_a_name_may_be_encoded(String algorithm) {
    String name = ContentHash.of(Content.ofText(LINE), HashAlgorithm.valueOf(algorithm)).value();
    String encoded = name.replace(":", "%3A");

    assertThat(ask("HEAD", "/parts/" + encoded).status()).isEqualTo(404);
    assertThat(ask("PUT", "/parts/" + encoded, "application/x-ndjson", LINE).status())
        .isEqualTo(201);
    assertThat(ask("HEAD", "/parts/" + name).status()).isEqualTo(204);
    assertThat(ask("PUT", "/parts/" + name, "application/x-ndjson", LINE).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/catalog/306001/00001", "/catalog/306001%2F00001"})
  void the_slash_of_a_resource_code_may_be_encoded(String target) throws IOException {
    assertThat(json(ask("GET", target)).path("resourceCode").asText()).isEqualTo("306001/00001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "//messages",
        "/messages/",
        "/messages//receipt",
        "/node/",
        "/messages;x=1",
        "/a%25b"
      })
  void what_is_no_path_is_refused_with_a_signature(String target) throws IOException {
    HttpResponse answer = ask("GET", target);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(code(answer)).isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /messages, POST",
    "POST, /messages/019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f/receipt, 'GET, HEAD'",
    "DELETE, /node, 'GET, HEAD'",
    "PATCH, /parts/sha-256:00, 'HEAD, PUT'",
    "POST, /records, 'GET, HEAD'",
    "PUT, /catalog/306001/00001, 'GET, HEAD'",
    "PUT, /batches, POST",
    "POST, /directory, 'GET, HEAD'",
    "PUT, /reconciliation, 'GET, HEAD'",
    "POST, /files/sha-256:00, 'GET, HEAD, PUT'"
  })
  void another_method_is_told_which_there_are(String method, String target, String allowed)
      throws IOException {
    HttpResponse answer = ask(method, target);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(code(answer)).isEqualTo("method-not-allowed");
    assertThat(answer.headers().value("allow")).contains(allowed);
    assertThat(json(answer).path("detailZh").asText()).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/node", "/catalog", "/records?type=population.person/1"})
  void head_is_answered_wherever_get_is(String target) {
    HttpResponse answer = ask("HEAD", target);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().isEmpty()).isTrue();
    assertThat(ask("GET", target).body().isEmpty()).isFalse();
  }

  @Test
  void what_the_server_refuses_itself_is_a_bare_status() {
    HttpResponse answer =
        transport.exchange(
            new HttpRequest(
                "GET",
                URI.create(hub.baseUrl() + "/node"),
                HttpHeaders.empty().with("x-long", "x".repeat(9_000)),
                Content.empty()));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.body().isEmpty()).isTrue();
  }

  @Test
  void a_message_is_in_utf_8_whatever_else_its_type_says() throws IOException {
    assertThat(
            json(ask("POST", "/messages", "application/json; charset=utf-8", "{}")).path("detail"))
        .hasToString("\"/standard: is required\"");
    HttpResponse other = ask("POST", "/messages", "application/json; charset=gbk", "{}");
    assertThat(code(other)).isEqualTo("malformed-message");
    assertThat(json(other).path("detailZh").asText()).contains("UTF-8");
  }

  @Test
  void a_problem_names_message_or_batch_as_soon_as_its_id_can_be_read() throws IOException {
    HttpResponse message =
        ask("POST", "/messages", "application/json", "{\"messageId\":\"" + ID + "\",\"type\":3}");
    HttpResponse batch =
        ask("POST", "/batches", "application/json", "{\"batchId\":\"" + ID + "\",\"parts\":3}");

    assertThat(json(message).path("messageId").asText()).isEqualTo(ID);
    assertThat(json(message).has("batchId")).isFalse();
    assertThat(json(batch).path("batchId").asText()).isEqualTo(ID);
    assertThat(json(batch).has("messageId")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=1001", "limit=0", "limit=-1", "limit=x", "limit=1&limit=2"})
  void a_limit_out_of_bounds_is_refused(String query) throws IOException {
    String batch = accepted();

    assertThat(code(ask("GET", "/batches/" + batch + "?" + query))).isEqualTo("malformed-message");
    assertThat(ask("GET", "/batches/" + batch + "?limit=1000").status()).isEqualTo(200);
  }

  @Test
  void the_receipt_of_a_batch_is_had_again() throws IOException {
    String batch = accepted();

    JsonNode receipt = json(ask("GET", "/batches/" + batch + "/receipt"));
    assertThat(receipt.path("messageId").asText()).isEqualTo(batch);
    assertThat(receipt.path("bodyDigest").asText()).hasSize(64);
    assertThat(code(ask("GET", "/batches/" + ID.replace('9', '8') + "/receipt")))
        .isEqualTo("not-found");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"records\":1 | \"records\":\"1\" | /parts/0/records: must be a whole number",
        "\"parts\":[ | \"parts\":{\"a\": | ",
        "\"size\": | \"size\":\"9\",\"s\": | /parts/0/size: must be a whole number"
      })
  void a_manifest_of_other_json_types_is_malformed(String part, String other, String detail)
      throws IOException {
    String changed = manifest(ID).replace(part, other);
    HttpResponse answer = ask("POST", "/batches", "application/json", changed);

    assertThat(code(answer)).isEqualTo("malformed-message");
    if (detail != null) {
      assertThat(json(answer).path("detail").asText()).isEqualTo(detail);
    }
  }

  @Test
  void records_of_a_type_nobody_knows_are_a_mistake() throws IOException {
    assertThat(code(ask("GET", "/records?type=parking.permit/1"))).isEqualTo("unknown-type");
    assertThat(ask("GET", "/records?type=space.grid/1").status()).isEqualTo(200);
  }

  private String accepted() {
    String part = ContentHash.of(Content.ofText(LINE)).value();
    ask("PUT", "/parts/" + part, "application/x-ndjson", LINE);
    assertThat(ask("POST", "/batches", "application/json", manifest(ID)).status()).isEqualTo(202);
    return ID;
  }

  private static String manifest(String id) {
    return """
    {"batchId":"%s","type":"population.person/1","operation":"upsert","sender":"%s","receiver":"%s",\
    "createdAt":"2026-11-24T17:00:00+08:00","records":1,"parts":[{"digest":"%s","size":%d,"records":1}]}"""
        .formatted(
            id,
            GRID,
            HUB,
            ContentHash.of(Content.ofText(LINE)).value(),
            LINE.getBytes(StandardCharsets.UTF_8).length);
  }
}

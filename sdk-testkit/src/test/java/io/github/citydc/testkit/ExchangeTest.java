package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.model.Address;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.HubDirectory;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import io.github.citydc.signing.cms.CmsDirectorySignature;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.validation.Violation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client and receiver over real HTTP, with real signatures and a real database. */
class ExchangeTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private final OkHttpTransport network = OkHttpTransport.create();
  private final List<Person> register = new CopyOnWriteArrayList<>();
  private final AtomicBoolean registerIsDown = new AtomicBoolean();
  private final List<HttpRequest> sent = new ArrayList<>();
  private SandboxCity city;
  private SandboxNode hub;
  private MessageSigner signer;
  private MessageVerifier verifier;

  @BeforeEach
  void start(@TempDir Path folder) {
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> save(person))
            .start();
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void a_record_arrives_and_its_receipt_names_the_message() throws SQLException {
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());

    SignedReceipt receipt = client(network).send(message);

    assertThat(register).containsExactly(person());
    assertThat(receipt.receipt().messageId()).isEqualTo(message.messageId());
    assertThat(receipt.receipt().receiver()).isEqualTo(HUB);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_message_sent_twice_gets_the_first_receipt_and_is_handled_once() {
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());

    SignedReceipt first = client(network).send(message);
    SignedReceipt second = client(network).send(message);

    assertThat(second.receipt()).isEqualTo(first.receipt());
    assertThat(second.evidence()).isNotEqualTo(first.evidence());
    assertThat(register).hasSize(1);
  }

  @Test
  void what_was_accepted_gets_its_receipt_though_it_would_be_refused_by_now(@TempDir Path folder)
      throws Exception {
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());
    hub.close();
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder)
            .on(Person.class, (person, context) -> save(person))
            .start();
    SignedReceipt first = client(network).send(message);
    hub.close();
    hub = SandboxNode.builder(city, HUB).storingIn(folder).start();

    assertThat(client(network).send(message).receipt()).isEqualTo(first.receipt());
    assertProblem(
        ProblemCode.UNKNOWN_TYPE,
        () -> client(network).send(client(network).prepare(HUB, Operation.UPSERT, person())));
    assertThat(register).hasSize(1);
  }

  @Test
  void a_message_id_used_for_another_body_is_a_conflict() throws SQLException {
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());
    client(network).send(message);
    String other = text(message.body()).replace("五山路1号", "五山路2号");
    PreparedMessage changed = new PreparedMessage(message.envelope(), body(other));

    assertProblem(ProblemCode.MESSAGE_CONFLICT, () -> client(network).send(changed));
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_response_that_is_lost_is_asked_for_again_with_the_same_message_signed_anew()
      throws SQLException {
    AtomicBoolean cut = new AtomicBoolean(true);
    HttpTransport lossy =
        request -> {
          sent.add(request);
          HttpResponse response = network.exchange(request);
          if (cut.getAndSet(false)) {
            throw new TransportException("cut", new IOException("cut after the hub has answered"));
          }
          return response;
        };

    client(lossy).send(HUB, person());

    assertThat(sent).hasSize(2);
    assertThat(text(sent.get(1).body())).isEqualTo(text(sent.get(0).body()));
    assertThat(sent.get(1).headers().value("signature"))
        .isNotEqualTo(sent.get(0).headers().value("signature"));
    assertThat(register).hasSize(1);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_message_whose_first_try_may_have_arrived_is_not_said_to_be_unsent() {
    ConnectException refused = new ConnectException("refused");
    AtomicBoolean first = new AtomicBoolean(true);
    HttpTransport failing =
        request -> {
          if (first.getAndSet(false)) {
            network.exchange(request);
            throw new TransportException("cut", new IOException("cut"));
          }
          throw TransportException.beforeSending("not reached", refused);
        };
    HttpTransport unreachable =
        request -> {
          throw TransportException.beforeSending("not reached", refused);
        };

    assertThatThrownBy(() -> client(failing).send(HUB, person()))
        .hasMessage("not reached")
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> assertThat(e.delivery()).isEqualTo(Delivery.MAY_HAVE_ARRIVED));
    assertThatThrownBy(() -> client(unreachable).send(HUB, person()))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.nothingWasSent()).isTrue());
  }

  @Test
  void a_handler_that_fails_stores_nothing_and_a_later_attempt_succeeds() throws SQLException {
    registerIsDown.set(true);
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());

    ProblemException failure =
        assertProblem(ProblemCode.INTERNAL, () -> client(network).send(message));
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure).hasMessageNotContaining("register of person");
    assertThat(stored()).isZero();

    registerIsDown.set(false);
    client(network).send(message);
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void a_receipt_can_be_asked_for_later_but_not_by_another_node() {
    SignedReceipt receipt = client(network).send(HUB, person());
    MessageId id = receipt.receipt().messageId();
    NodeId haizhu = NodeId.parse("440105:11440105007483025F:grid");
    ExchangeClient other =
        ExchangeClient.builder()
            .self(haizhu)
            .signer(HttpSignatures.signer(city.enrol(haizhu)))
            .verifier(verifier)
            .directory(city.directory())
            .build();

    assertThat(client(network).receipt(HUB, id).receipt()).isEqualTo(receipt.receipt());
    assertProblem(ProblemCode.NOT_FOUND, () -> other.receipt(HUB, id));
  }

  @Test
  void the_hub_validates_what_a_careless_client_sends_and_says_what_is_wrong_where()
      throws SQLException {
    Person spoiled =
        PersonBuilder.builder(person()).idNumber("440106198001010013").name("").build();

    ProblemException refused =
        assertProblem(ProblemCode.VALIDATION_FAILED, () -> careless().send(HUB, spoiled));

    assertThat(refused.problem().violations())
        .extracting(Violation::pointer, Violation::code)
        .containsExactlyInAnyOrder(
            tuple("/payload/idNumber", "citizen-id.check-character"),
            tuple("/payload/name", "member.required"));
    assertThat(refused.problem().messageId()).isPresent();
    assertThat(refused.problem().toString()).doesNotContain("440106198001010013");
    assertThat(stored()).isZero();
  }

  @Test
  void a_member_of_the_wrong_json_type_is_named_by_its_pointer() {
    String body = text(careless().prepare(HUB, Operation.UPSERT, person()).body());

    Problem problem = post(body.replace("\"1980-01-01\"", "\"1980-02-30\""));

    assertThat(problem.code()).hasToString("validation-failed");
    assertThat(problem.violations())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(tuple("/payload/birthDate", "json.form"));
  }

  @Test
  void a_record_of_another_district_is_refused() {
    Person elsewhere =
        PersonBuilder.builder(person()).residenceAddress(Address.of("440105001", "江南大道1号")).build();

    assertProblem(ProblemCode.OUTSIDE_JURISDICTION, () -> client(network).send(HUB, elsewhere));
  }

  @Test
  void a_type_without_a_handler_is_unknown() {
    assertProblem(ProblemCode.UNKNOWN_TYPE, () -> client(network).send(HUB, new Tree("榕树")));
  }

  @Test
  void an_envelope_must_name_the_node_that_signed_it_and_the_node_that_got_it() {
    String body = text(careless().prepare(HUB, Operation.UPSERT, person()).body());

    assertThat(post(body.replace(TIANHE.toString(), "440105:11440105007483025F:grid")).code())
        .hasToString("sender-mismatch");
    assertThat(post(body.replace(HUB.toString(), "440105:11440105007483025F:grid")).code())
        .hasToString("receiver-mismatch");
  }

  @Test
  void what_cannot_be_read_is_answered_with_a_signed_problem() {
    assertThat(post("{\"standard\":\"1.0\"").code()).hasToString("malformed-message");
    assertThat(post("{\"standard\":\"2.0\"}").code()).hasToString("unsupported-version");
    assertThat(answer("GET", "/nowhere", "").code()).hasToString("not-found");
    assertThat(answer("GET", "/messages/x/receipt", "").code()).hasToString("not-found");
    assertThat(post(" ".repeat(5_000_000)).code()).hasToString("body-too-large");
  }

  @Test
  void a_request_without_signature_gets_a_problem_that_is_signed_all_the_same() {
    HttpRequest bare =
        new HttpRequest(
            "GET",
            URI.create(hub.baseUrl() + "/messages/x/receipt"),
            HttpHeaders.empty(),
            Content.empty());

    HttpResponse response = network.exchange(bare);

    assertThat(response.status()).isEqualTo(401);
    assertThat(Problem.fromJson(401, response.body().toByteArray()).code())
        .hasToString("signature-missing");
    assertThat(response.headers().value("signature")).isPresent();
    assertThat(response.headers().value("cdx-receiver")).contains("unknown");
  }

  @Test
  void a_node_says_to_anybody_who_it_is_and_what_it_takes() throws Exception {
    HttpRequest question =
        new HttpRequest(
            "GET", URI.create(hub.baseUrl() + "/node"), HttpHeaders.empty(), Content.empty());

    HttpResponse answer = network.exchange(question);
    JsonNode node = new ObjectMapper().readTree(answer.body().toByteArray());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(node.path("node").asText()).isEqualTo(HUB.toString());
    assertThat(node.path("types").get(0).asText()).isEqualTo("population.person/1");
    byte[] der = Base64.getDecoder().decode(node.path("certificates").get(0).asText());
    assertThat(
            DirectoryTrust.check(city.trust(), Clock.systemUTC())
                .trusted(HUB, List.of(DirectoryTrust.decoder().decode(der))))
        .isEqualTo(city.directory().find(HUB).orElseThrow().certificates().subList(0, 1));
  }

  @Test
  void a_vendor_that_knows_only_hub_and_root_finds_the_rest_in_the_directory_the_hub_has_signed() {
    NodeDirectory published = published(HUB);
    ExchangeClient vendor =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(signer)
            .verifier(HttpSignatures.verifier(city.trust(), published))
            .directory(published)
            .build();

    assertThat(vendor.send(HUB, person()).receipt().receiver()).isEqualTo(HUB);
    assertThatThrownBy(() -> published(TIANHE).find(HUB))
        .isInstanceOf(UntrustedDirectoryException.class);
  }

  /** What the hub publishes, taken for genuine if this node has signed it. */
  private NodeDirectory published(NodeId signedBy) {
    CmsDirectorySignature signature =
        new CmsDirectorySignature(signedBy, city.trust(), Clock.systemUTC());
    return HubDirectory.builder(signedBy, URI.create(hub.baseUrl() + "/directory"), signature)
        .decoder(DirectoryTrust.decoder())
        .build();
  }

  @Test
  void a_node_that_is_not_there_is_a_transport_failure_that_can_be_retried() {
    hub.close();

    assertThatThrownBy(() -> client(network).send(HUB, person()))
        .isInstanceOf(TransportException.class)
        .asInstanceOf(InstanceOfAssertFactories.type(ExchangeException.class))
        .satisfies(e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void a_directory_that_does_not_answer_is_a_failure_that_passes_on_either_side() {
    NodeDirectory down =
        node -> {
          throw new DirectoryUnavailableException("down");
        };
    MessageVerifier blind = HttpSignatures.verifier(city.trust(), down);
    HttpRequest request =
        signer.sign(
            new HttpRequest(
                "GET", URI.create(hub.baseUrl() + "/x"), HttpHeaders.empty(), Content.empty()),
            HUB);

    assertThatThrownBy(() -> builder(network).directory(down).build().send(HUB, person()))
        .isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> blind.verify(request, HUB))
        .asInstanceOf(InstanceOfAssertFactories.type(VerificationException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ProblemCode.UNAVAILABLE))
        .satisfies(e -> assertThat(e.isRetryable()).isTrue());
  }

  @Test
  void a_receiver_that_nobody_knows_is_refused_before_anything_is_sent() {
    assertThatThrownBy(
            () -> client(network).send(NodeId.parse("440105:11440105007483025F:x"), person()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("directory");
  }

  @Test
  void no_text_about_a_message_shows_what_is_in_it() {
    PreparedMessage message = client(network).prepare(HUB, Operation.UPSERT, person());
    Envelope envelope = message.envelope();

    assertThat(person() + " " + message + " " + envelope)
        .doesNotContain("440106198001010019")
        .doesNotContain("张三")
        .doesNotContain("五山路");
  }

  private void save(Person person) {
    if (registerIsDown.get()) {
      throw new IllegalStateException("the register of person " + person.idNumber() + " is down");
    }
    register.add(person);
  }

  private ExchangeClient client(HttpTransport transport) {
    return builder(transport).build();
  }

  private ExchangeClient careless() {
    return builder(network).withoutLocalValidation().build();
  }

  private ExchangeClientBuilder builder(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(signer)
        .verifier(verifier)
        .directory(city.directory())
        .transport(transport);
  }

  private Problem post(String body) {
    return answer("POST", "/messages", body);
  }

  private Problem answer(String method, String path, String body) {
    HttpHeaders headers =
        body.isEmpty()
            ? HttpHeaders.empty()
            : HttpHeaders.empty().with("content-type", "application/json");
    HttpRequest request =
        signer.sign(
            new HttpRequest(method, URI.create(hub.baseUrl() + path), headers, body(body)), HUB);
    HttpResponse response = network.exchange(request);
    verifier.verify(response, request);
    return Problem.fromJson(response.status(), response.body().toByteArray());
  }

  private static ProblemException assertProblem(ProblemCode code, Runnable sending) {
    try {
      sending.run();
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(code);
      assertThat(e.problem().status()).isEqualTo(code.status());
      return e;
    }
    throw new AssertionError("The hub accepted what it should answer with " + code.wireName());
  }

  private long stored() throws SQLException {
    try (Connection connection = hub.database().getConnection();
        ResultSet row =
            connection.createStatement().executeQuery("SELECT COUNT(*) FROM cdx_inbox")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Person person() {
    return PersonBuilder.builder()
        .idDocumentType("111")
        .idNumber("440106198001010019")
        .name("张三")
        .sex("1")
        .birthDate(LocalDate.of(1980, 1, 1))
        .residenceAddress(Address.of("440106001", "五山路1号"))
        .build();
  }

  private static Content body(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Content body) {
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }

  /** A vendor's own type. */
  @PayloadName("greening.tree/1")
  record Tree(String species) implements Payload {}
}

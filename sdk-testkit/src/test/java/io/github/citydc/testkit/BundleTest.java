package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.JsonBody;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.bundle.SentMessage;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.BundleTree;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Bundles of messages at a real hub, on a real database. */
@ParameterizedClass
@EachStore
class BundleTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final OkHttpTransport network = OkHttpTransport.create();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private SandboxCity city;
  private SigningKey key;
  private SandboxNode hub;
  private ExchangeClient client;
  private BundleSender bundles;

  @BeforeEach
  void start() throws SQLException {
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    database = kind.start(folder);
    try (Connection connection = database.dataSource().getConnection()) {
      run(connection, "CREATE TABLE register (name VARCHAR(36))");
      run(connection, "CREATE TABLE taken (id VARCHAR(36) PRIMARY KEY)");
      run(connection, "INSERT INTO taken (id) VALUES ('taken')");
    }
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database.dataSource())
            .contentIn(folder.resolve("hub"))
            .on(Person.class, (person, context) -> register(person, context.connection()))
            .start();
    client = client(this::noted).build();
    bundles = BundleSender.through(client);
  }

  @AfterEach
  void stop() {
    hub.close();
    database.close();
  }

  /** What a handler may do in the transaction that others share with it. */
  private void register(Person person, Connection connection) throws SQLException {
    handled.add(person.name());
    run(connection, "INSERT INTO register (name) VALUES ('" + person.name() + "')");
    switch (person.name()) {
      case "异常" -> throw new IllegalStateException("the register does not understand them");
      case "错误" -> throw new NoClassDefFoundError("com/example/Missing");
      case "重复" -> run(connection, "INSERT INTO taken (id) VALUES ('taken')");
      case "吞掉" -> {
        try {
          run(connection, "INSERT INTO taken (id) VALUES ('taken')");
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isEqualTo("23505");
        }
      }
      case "提交" -> {
        try {
          connection.commit();
        } catch (SQLException e) {
          assertThat(e.getSQLState()).isEqualTo("2D000");
        }
      }
      case "暗提交" -> run(connection, "SET DEFAULT_LOCK_TIMEOUT 5000");
      default -> {}
    }
  }

  private HttpResponse noted(HttpRequest request) {
    requests.add(request.method() + " " + request.uri().getPath().replace("/cdx/v1", ""));
    return network.exchange(request);
  }

  @Test
  void a_thousand_messages_travel_in_one_request_and_each_has_its_receipt() throws Exception {
    List<PreparedMessage> messages = messages(1000);

    List<SentMessage> sent = bundles.sendAll(messages);

    assertThat(requests).containsExactly("GET /node", "POST /bundles");
    assertThat(handled).hasSize(1000);
    assertThat(rows("register")).isEqualTo(1000);
    ReceiptVerifier offline = new ReceiptVerifier(city.trust());
    for (int i = 0; i < messages.size(); i += 111) {
      SignedReceipt receipt = sent.get(i).receipt().orElseThrow();
      byte[] file = receipt.toJson();
      assertThat(receipt.receipt().messageId()).isEqualTo(messages.get(i).messageId());
      assertThat(file).hasSizeLessThanOrEqualTo(3 * 1024);
      assertThat(offline.verify(SignedReceipt.fromJson(file)).signer()).isEqualTo(HUB);
    }
  }

  @Test
  void handlers_are_called_in_the_order_of_the_messages() {
    List<PreparedMessage> messages = messages(60);

    bundles.sendAll(messages);

    assertThat(handled)
        .containsExactlyElementsOf(IntStream.range(0, 60).mapToObj(i -> "人" + i).toList());
  }

  @Test
  void the_evidence_of_a_message_in_the_inbox_is_that_of_its_sender() {
    List<PreparedMessage> messages = messages(5);

    bundles.sendAll(messages);

    for (PreparedMessage message : messages) {
      InboxEntry entry = inbox().find(TIANHE, message.messageId()).orElseThrow();
      assertThat(entry.body().toByteArray()).isEqualTo(message.body().toByteArray());
      String root = entry.evidence().bundle().orElseThrow().field(entry.body());
      assertThat(entry.evidence().signatureBase())
          .contains("\"cdx-bundle\": " + root, "\"cdx-sender\": " + TIANHE);
    }
  }

  /** Whatever one of them does, the others are stored, once, and it leaves nothing. */
  @Test
  void a_message_that_fails_keeps_no_other_from_being_stored() throws Exception {
    List<String> poison = new ArrayList<>(List.of("异常", "错误", "重复", "提交"));
    boolean fails = kind == TestDatabase.POSTGRESQL;
    if (fails) {
      poison.add("吞掉");
    }
    List<PreparedMessage> messages = messages(20);
    for (String name : poison) {
      messages.add(3, message(name));
    }

    List<SentMessage> sent = bundles.send(HUB, messages);

    for (SentMessage each : sent) {
      String name = each.message().envelope().payload().path("name").textValue();
      boolean stored = inbox().find(TIANHE, each.message().messageId()).isPresent();
      assertThat(each.receipt().isPresent()).as(name).isEqualTo(stored);
      assertThat(stored).as(name).isEqualTo(!poison.contains(name));
      if (!stored) {
        assertThat(code(each)).as(name).isEqualTo(ProblemCode.INTERNAL);
      }
    }
    assertThat(rows("register")).isEqualTo(20);
    assertThat(handled).hasSize(20 + poison.size());
  }

  /** Whatever one of them does: a transaction that is lost with it must not bring in the next. */
  @Test
  void in_order_nothing_is_accepted_behind_a_message_that_may_still_be() throws Exception {
    List<String> poison = new ArrayList<>(List.of("异常", "错误", "重复", "提交"));
    if (kind == TestDatabase.POSTGRESQL) {
      poison.add("吞掉");
    } else {
      poison.add("暗提交");
    }
    for (String name : poison) {
      List<PreparedMessage> messages = messages(6);
      messages.add(3, message(name));
      long before = rows("register");

      List<SentMessage> sent = bundles.sendInOrder(HUB, messages);

      for (int i = 0; i < 7; i++) {
        assertThat(inbox().find(TIANHE, messages.get(i).messageId()).isPresent())
            .as(name + i)
            .isEqualTo(i < 3);
        assertThat(sent.get(i).receipt().isPresent()).isEqualTo(i < 3);
        assertThat(sent.get(i).wasNotBegun()).isEqualTo(i > 3);
      }
      assertThat(code(sent.get(3))).as(name).isEqualTo(ProblemCode.INTERNAL);
      if (!name.equals("暗提交")) {
        assertThat(rows("register")).as(name).isEqualTo(before + 3);
      }
    }
  }

  @Test
  void in_order_what_is_refused_for_good_holds_nothing_back() {
    ExchangeClient careless = client(network).withoutLocalValidation().build();
    List<PreparedMessage> messages = messages(4);
    messages.add(2, careless.prepare(HUB, Operation.UPSERT, person("")));

    List<SentMessage> sent = bundles.sendInOrder(HUB, messages);

    assertThat(code(sent.get(2))).isEqualTo(ProblemCode.VALIDATION_FAILED);
    assertThat(handled).containsExactly("人0", "人1", "人2", "人3");
  }

  @Test
  void in_order_a_bundle_too_many_is_not_sent_behind_one_that_failed() {
    List<PreparedMessage> messages = messages(1_500);
    messages.add(990, message("异常"));

    List<SentMessage> sent = bundles.sendInOrder(HUB, messages);

    assertThat(requests).filteredOn("POST /bundles"::equals).hasSize(1);
    assertThat(sent).filteredOn(SentMessage::wasNotBegun).hasSize(510);
    assertThat(sent.get(1_500).failure().orElseThrow().nothingWasSent()).isTrue();
    assertThat(handled).hasSize(991);
  }

  @Test
  void what_commits_unseen_costs_the_others_nothing() throws Exception {
    if (kind == TestDatabase.POSTGRESQL) {
      return;
    }
    List<PreparedMessage> messages = messages(10);
    messages.add(4, message("暗提交"));

    List<SentMessage> sent = bundles.send(HUB, messages);

    assertThat(sent).filteredOn(each -> each.receipt().isPresent()).hasSize(10);
    assertThat(inbox().find(TIANHE, messages.get(4).messageId())).isEmpty();
    for (PreparedMessage message : messages) {
      assertThat(inbox().find(TIANHE, message.messageId()).isPresent())
          .isEqualTo(!message.equals(messages.get(4)));
    }
  }

  @Test
  void each_message_is_refused_by_itself_with_the_code_it_would_have_alone() throws Exception {
    ExchangeClient careless = client(network).withoutLocalValidation().build();
    PreparedMessage invalid = careless.prepare(HUB, Operation.UPSERT, person(""));
    PreparedMessage elsewhere = careless.prepare(TIANHE, Operation.UPSERT, person("别处"));
    PreparedMessage malformed =
        new PreparedMessage(message("坏").envelope(), Content.ofText("{\"standard\":\"1.0\"}"));
    List<PreparedMessage> messages = messages(3);
    messages.addAll(List.of(invalid, elsewhere, malformed));

    List<SentMessage> sent = bundles.send(HUB, messages);

    assertThat(sent.subList(0, 3)).allMatch(each -> each.receipt().isPresent());
    for (int i = 3; i < 6; i++) {
      PreparedMessage message = messages.get(i);
      assertThat(code(sent.get(i))).isEqualTo(codeAlone(message));
      assertThat(inbox().find(TIANHE, message.messageId())).isEmpty();
    }
    assertThat(code(sent.get(3))).isEqualTo(ProblemCode.VALIDATION_FAILED);
    assertThat(code(sent.get(4))).isEqualTo(ProblemCode.RECEIVER_MISMATCH);
  }

  private ProblemCode codeAlone(PreparedMessage message) {
    ProblemCode[] code = new ProblemCode[1];
    assertThatThrownBy(
            () ->
                client.call(
                    HUB, Call.bringing("POST", "/messages", "application/json", message.body())))
        .isInstanceOfSatisfying(ProblemException.class, e -> code[0] = e.problem().code());
    return code[0];
  }

  @Test
  void a_repeat_alone_or_in_a_bundle_gets_the_first_receipt() throws Exception {
    List<PreparedMessage> messages = messages(6);
    Receipt alone = client.send(messages.get(2)).receipt();

    List<SentMessage> first = bundles.send(HUB, messages);
    List<PreparedMessage> more = new ArrayList<>(messages);
    more.addAll(messages(2));
    more.add(messages.get(0));
    List<SentMessage> again = bundles.send(HUB, more);

    assertThat(first.get(2).receipt().orElseThrow().receipt()).isEqualTo(alone);
    for (int i = 0; i < 6; i++) {
      Receipt receipt = first.get(i).receipt().orElseThrow().receipt();
      assertThat(again.get(i).receipt().orElseThrow().receipt()).isEqualTo(receipt);
      assertThat(client.send(messages.get(i)).receipt()).isEqualTo(receipt);
      assertThat(client.receipt(HUB, messages.get(i).messageId()).receipt()).isEqualTo(receipt);
    }
    assertThat(again.get(8).receipt().orElseThrow().receipt())
        .isEqualTo(first.get(0).receipt().orElseThrow().receipt());
    assertThat(rows("register")).isEqualTo(8);
  }

  @Test
  void another_body_under_the_same_id_is_a_conflict_of_that_message_alone() throws Exception {
    PreparedMessage stored = message("甲");
    client.send(stored);
    PreparedMessage changed =
        PreparedMessage.of(Content.ofText(stored.body().toText().replace("甲", "乙")));
    List<PreparedMessage> messages = messages(2);
    messages.add(1, changed);

    List<SentMessage> sent = bundles.send(HUB, messages);

    assertThat(code(sent.get(1))).isEqualTo(ProblemCode.MESSAGE_CONFLICT);
    assertThat(sent.get(0).receipt()).isPresent();
    assertThat(sent.get(2).receipt()).isPresent();
  }

  @Test
  void a_bundle_whose_answer_is_lost_is_sent_again_and_handled_once() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    HttpTransport cut =
        request -> {
          var response = network.exchange(request);
          if (request.method().equals("POST") && !lost.getAndSet(true)) {
            throw new TransportException("cut", new IOException("cut"));
          }
          return response;
        };
    List<PreparedMessage> messages = messages(30);

    List<SentMessage> sent = BundleSender.through(client(cut).build()).send(HUB, messages);

    assertThat(sent).allMatch(each -> each.receipt().isPresent());
    assertThat(lost).isTrue();
    assertThat(handled).hasSize(30);
  }

  @Test
  void a_root_over_other_lines_is_refused() {
    List<PreparedMessage> messages = messages(2);
    String other = BundleTree.over(List.of(messages.get(0).body())).field();
    Content body =
        Content.ofText(
            messages.get(0).body().toText() + "\n" + messages.get(1).body().toText() + "\n");
    Call bundle = Call.bringing("POST", "/bundles", "application/x-ndjson", body);

    for (Call call : List.of(bundle, bundle.header("cdx-bundle", other))) {
      assertThatThrownBy(() -> client.call(HUB, call))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.MALFORMED_MESSAGE));
    }
    assertThat(handled).isEmpty();
  }

  @Test
  void a_bundle_that_is_too_large_or_of_another_form_is_refused_as_a_whole() throws IOException {
    String line = message("甲").body().toText() + "\n";
    Content many = Content.ofText("{}\n".repeat(1001));
    Content bomb = gzip("x".repeat(5 * 1024 * 1024) + "\n");

    assertThat(refusal(many, "identity")).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(refusal(bomb, "gzip")).isEqualTo(ProblemCode.BODY_TOO_LARGE);
    assertThat(refusal(Content.ofText(line), "gzip")).isEqualTo(ProblemCode.MALFORMED_MESSAGE);
    assertThat(refusal(gzip(line), "br")).isEqualTo(ProblemCode.MALFORMED_MESSAGE);
    for (String form : List.of(line.strip(), line + "\n", "\n" + line)) {
      assertThat(refusal(Content.ofText(form), "identity"))
          .isEqualTo(ProblemCode.MALFORMED_MESSAGE);
    }
    assertThat(handled).isEmpty();
  }

  private ProblemCode refusal(Content body, String encoding) {
    Call bundle =
        Call.bringing("POST", "/bundles", "application/x-ndjson", body)
            .header(BundleTree.FIELD, BundleTree.over(List.of(body)).field());
    try {
      client.call(
          HUB, encoding.equals("identity") ? bundle : bundle.header("content-encoding", encoding));
    } catch (ProblemException e) {
      return e.problem().code();
    }
    throw new AssertionError("It was taken");
  }

  private static Content gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Content.of(bytes.toByteArray());
  }

  @Test
  void a_bundle_may_be_compressed_with_gzip() throws IOException {
    PreparedMessage message = message("甲");
    Call bundle =
        Call.bringing(
                "POST", "/bundles", "application/x-ndjson", gzip(message.body().toText() + "\n"))
            .header(BundleTree.FIELD, BundleTree.over(List.of(message.body())).field())
            .header("content-encoding", "gzip");

    client.call(HUB, bundle);

    assertThat(inbox().find(TIANHE, message.messageId())).isPresent();
  }

  @Test
  void a_node_says_how_many_messages_a_bundle_may_have() {
    assertThat(client.call(HUB, Call.get("/node"), JsonBody::description).limit("bundleMessages"))
        .hasValue(1000);
  }

  private static ProblemCode code(SentMessage sent) {
    ExchangeException failure = sent.failure().orElseThrow();
    assertThat(failure).isInstanceOf(ProblemException.class);
    return ((ProblemException) failure).problem().code();
  }

  private JdbcInbox inbox() {
    return JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB));
  }

  private List<PreparedMessage> messages(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(i -> message("人" + i)).toList());
  }

  private PreparedMessage message(String name) {
    return client.prepare(HUB, Operation.UPSERT, person(name));
  }

  private static Person person(String name) {
    return PersonBuilder.builder(TestPeople.number(7)).name(name).build();
  }

  private ExchangeClientBuilder client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport);
  }

  private long rows(String table) throws SQLException {
    return new PersonTable(database.dataSource()).number("SELECT COUNT(*) FROM " + table);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

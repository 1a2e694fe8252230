package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.Address;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.http.ReceiptVerifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * Whatever a proxy does to requests and answers: no message that the hub has stored is a dead
 * letter, none is lost or handled twice, and none is dead for another reason than the hub's
 * verified refusal of its content.
 */
@ParameterizedClass
@EachDatabase
@Timeout(240)
@Tag("slow")
class ProxyFaultsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(20);

  /** After this the hub is done with what the sender no longer waits for. */
  private static final Duration ALL_HAVE_LANDED = Duration.ofMillis(3 * ProxyFault.TIMEOUT_MILLIS);

  private static final int MOST = 1_000;

  /** The second one for {@link ProxyFault#ANSWER_OF_OLDER_TRY}. */
  private static final int FAULTY_TRIES = 2;

  private static final List<ProxyFault> FAULTS =
      Stream.of(ProxyFault.values()).filter(fault -> fault != ProxyFault.NONE).toList();

  private final Map<String, ProxyFault> chosen = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
  private final Set<ProxyFault> happened = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private final SandboxCity city = SandboxCity.found("Test Root");
  private final SigningKey key = city.enrol(TIANHE);
  private final OkHttpTransport network =
      OkHttpTransport.on(
          new OkHttpClient.Builder()
              .callTimeout(Duration.ofMillis(ProxyFault.TIMEOUT_MILLIS))
              .build());
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private PersonTable register;
  private JdbcOutbox outbox;
  private SandboxNode hub;

  /** By itself, so that each message can have a fault of its own. */
  private int bundle = 1;

  @BeforeEach
  void start() throws Exception {
    database = kind.start(folder);
    register = new PersonTable(database.dataSource());
    register.create();
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(folder.resolve("hub"))
            .storingIn(database.dataSource())
            .on(
                Person.class,
                (person, context) -> PersonTable.save(context.connection(), List.of(person)))
            .start();
    warmUp();
  }

  /** So that the first messages do not take as long as what counts as no answer. */
  private void warmUp() throws SQLException {
    try (OkHttpTransport patient = OkHttpTransport.create();
        ExchangeClient client = client(patient)) {
      TestPeople.first(10).forEach(person -> client.send(HUB, person));
    }
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DELETE FROM person");
    }
  }

  @AfterEach
  void stop() {
    hub.close();
    network.close();
    database.close();
  }

  @Test
  void every_message_arrives_once_or_is_refused_by_the_hub_for_its_content() throws Exception {
    int good = FAULTS.size();
    int refused = FAULTS.size() / 2;
    try (FaultyProxy proxy = through(this::twoFaultyTries)) {
      enqueue(TestPeople.first(good).toList());
      enqueue(TestPeople.first(refused).map(ProxyFaultsTest::elsewhere).toList());

      dispatchUntil(50, SHORT, () -> outbox.list(OutboxState.PENDING, MOST).isEmpty());
      assertThat(proxy.url()).isNotNull();
    }

    assertThat(happened).containsExactlyInAnyOrderElementsOf(EnumSet.copyOf(FAULTS));
    assertThat(outbox.list(OutboxState.DEAD, MOST))
        .hasSize(refused)
        .extracting(dead -> dead.lastFailure().orElse(""))
        .allMatch(reason -> reason.startsWith("outside-jurisdiction"));
    assertThat(outbox.list(OutboxState.DELIVERED, MOST)).hasSize(good);
    assertThat(register.rows()).isEqualTo(good);
    assertThat(register.people()).isEqualTo(good);
    assertReceiptsProve();
  }

  /** Each fault strikes one bundle, with all that is in it. */
  @Test
  void what_strikes_a_bundle_loses_and_doubles_none_of_its_messages() throws Exception {
    bundle = 50;
    int good = 200;
    AtomicInteger bundles = new AtomicInteger();
    Function<HttpRequest, ProxyFault> eachOnce =
        request -> {
          if (!request.uri().getPath().endsWith("/bundles")) {
            return ProxyFault.NONE;
          }
          int turn = bundles.getAndIncrement();
          ProxyFault fault = turn < FAULTS.size() ? FAULTS.get(turn) : ProxyFault.NONE;
          happened.add(fault);
          return fault;
        };
    try (FaultyProxy proxy = through(eachOnce)) {
      enqueue(TestPeople.first(good).toList());
      enqueue(TestPeople.first(7).map(ProxyFaultsTest::elsewhere).toList());

      dispatchUntil(50, SHORT, () -> outbox.list(OutboxState.PENDING, MOST).isEmpty());
      assertThat(proxy.url()).isNotNull();
    }

    assertThat(happened).containsAll(FAULTS);
    assertThat(outbox.list(OutboxState.DEAD, MOST))
        .hasSize(7)
        .extracting(dead -> dead.lastFailure().orElse(""))
        .allMatch(reason -> reason.startsWith("outside-jurisdiction"));
    assertThat(outbox.list(OutboxState.DELIVERED, MOST)).hasSize(good);
    assertThat(register.rows()).isEqualTo(good);
    assertThat(register.people()).isEqualTo(good);
    assertReceiptsProve();
  }

  /** Of an outbox that gives up, on a way that never works for messages. */
  @Test
  void after_the_last_try_the_receipt_decides() throws Exception {
    try (FaultyProxy proxy = through(request -> onlyQueriesPass(request))) {
      enqueue(TestPeople.first(FAULTS.size()).toList());

      dispatchUntil(2, ALL_HAVE_LANDED, () -> outbox.list(OutboxState.PENDING, MOST).isEmpty());
      assertThat(proxy.url()).isNotNull();
    }

    List<OutboxEntry> dead = outbox.list(OutboxState.DEAD, MOST);
    assertThat(outbox.list(OutboxState.DELIVERED, MOST)).hasSize((int) register.rows());
    assertThat(dead).hasSize(FAULTS.size() - (int) register.rows());
    assertThat(dead).allMatch(e -> e.lastFailure().orElse("").contains("not-found"));
    assertReceiptsProve();
  }

  @Test
  void without_any_answer_a_message_stays_after_the_last_try() throws Exception {
    try (FaultyProxy proxy = through(request -> ProxyFault.LOGIN_PAGE_AFTER_FORWARDING)) {
      enqueue(TestPeople.first(3).toList());

      dispatchUntil(
          2,
          SHORT,
          () ->
              outbox.list(OutboxState.PENDING, MOST).stream()
                      .filter(entry -> entry.attempts() > 3)
                      .count()
                  == 3);
      assertThat(proxy.url()).isNotNull();
    }
    city.announce(HUB, hub.baseUrl());
    dispatchUntil(2, SHORT, () -> outbox.list(OutboxState.DELIVERED, MOST).size() == 3);

    assertThat(outbox.list(OutboxState.DEAD, MOST)).isEmpty();
  }

  private ProxyFault twoFaultyTries(HttpRequest request) {
    String id = FaultyProxy.idOf(request);
    int earlier = tries.computeIfAbsent(id, unknown -> new AtomicInteger()).getAndIncrement();
    return earlier < FAULTY_TRIES ? faultOf(id) : ProxyFault.NONE;
  }

  private ProxyFault onlyQueriesPass(HttpRequest request) {
    return request.method().equals("GET") ? ProxyFault.NONE : faultOf(FaultyProxy.idOf(request));
  }

  /** Each message has one fault, and all faults take turns. */
  private ProxyFault faultOf(String id) {
    ProxyFault fault =
        chosen.computeIfAbsent(id, first -> FAULTS.get(next.getAndIncrement() % FAULTS.size()));
    happened.add(fault);
    return fault;
  }

  private FaultyProxy through(Function<HttpRequest, ProxyFault> faults) throws Exception {
    FaultyProxy proxy = new FaultyProxy(hub.baseUrl(), faults);
    city.announce(HUB, proxy.url());
    return proxy;
  }

  /** No resident of the sender's division. */
  private static Person elsewhere(Person person) {
    return PersonBuilder.builder(person)
        .residenceAddress(Address.of("440104001", "中山五路1号"))
        .build();
  }

  private void dispatchUntil(int maxAttempts, Duration receiptAfter, BooleanSupplier condition)
      throws Exception {
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client(), outbox)
            .idle(SHORT)
            .pauses(SHORT, Duration.ofMillis(100))
            .workers(8)
            .bundle(bundle)
            .maxAttempts(maxAttempts)
            .receiptAfter(receiptAfter)
            .start()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).as("in time").isLessThan(end);
        Thread.sleep(20);
      }
      assertThat(dispatcher).isNotNull();
    }
  }

  private void enqueue(List<Person> people) throws Exception {
    ExchangeClient client = client();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (Person person : people) {
        outbox.enqueue(connection, client.prepare(HUB, Operation.UPSERT, person), Optional.empty());
      }
      connection.commit();
    }
  }

  private void assertReceiptsProve() {
    ReceiptVerifier verifier = new ReceiptVerifier(city.trust());
    assertThat(outbox.list(OutboxState.DELIVERED, MOST))
        .allSatisfy(
            entry ->
                assertThat(
                        verifier
                            .verify(outbox.receipt(entry.message().messageId()).orElseThrow())
                            .signer())
                    .isEqualTo(HUB));
  }

  private ExchangeClient client() {
    return client(network);
  }

  private ExchangeClient client(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport)
        .maxAttempts(1)
        .circuit(MOST, SHORT)
        .build();
  }
}

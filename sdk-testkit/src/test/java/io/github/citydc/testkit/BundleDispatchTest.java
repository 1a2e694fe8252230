package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.bundle.BundleReception;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** What a dispatcher sends together, to a real receiver that is called directly. */
@ParameterizedClass
@EachDatabase
class BundleDispatchTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(20);

  private final SandboxCity city = SandboxCity.found("Test Root");
  private final SigningKey key = city.enrol(TIANHE);
  private final SigningKey hubKey = city.enrol(HUB);
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<String> cutOnce = ConcurrentHashMap.newKeySet();

  /** Whom the handler fails on, once for each time a name is in it. */
  private final List<String> failures = new CopyOnWriteArrayList<>();

  private final Map<String, List<String>> keyed = new HashMap<>();
  private final Semaphore delivered = new Semaphore(0);
  @Parameter private TestDatabase kind;
  private TestDatabase.Running database;
  private JdbcOutbox outbox;
  private ExchangeReceiver receiver;
  private ExchangeClient client;
  private ExchangeClient careless;

  @BeforeEach
  void start(@TempDir Path folder) {
    database = kind.start(folder);
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    receiver = receiver().endpoint(BundleReception.standard()).build();
    city.announce(HUB, URI.create("http://hub.invalid/cdx/v1"));
    client = client().build();
    careless = client().withoutLocalValidation().build();
  }

  private ExchangeClientBuilder client() {
    return ExchangeClient.builder()
        .self(TIANHE)
        .allowingPlainHttp()
        .signer(HttpSignatures.signer(key))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(this::call)
        .maxAttempts(1);
  }

  private ExchangeReceiverBuilder receiver() {
    return ExchangeReceiver.builder()
        .self(HUB)
        .signer(HttpSignatures.signer(hubKey))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .inbox(JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB)))
        .on(
            Person.class,
            (person, context) -> {
              if (failures.remove(person.name()) || person.name().equals("异常")) {
                throw new IllegalStateException("the register does not understand them");
              }
              handled.add(person.name());
            });
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private HttpResponse call(HttpRequest request) {
    String asked = request.method() + " " + request.uri().getPath().replace("/cdx/v1", "");
    requests.add(asked);
    HttpResponse answer = receiver.handle(request);
    if (cutOnce.remove(asked)) {
      throw new TransportException("The answer was lost");
    }
    return answer;
  }

  @Test
  void what_waits_for_one_receiver_leaves_in_one_request() throws Exception {
    enqueue(names(40), Optional.empty());

    deliver(40);

    assertThat(requests).containsExactly("GET /node", "POST /bundles");
    assertThat(handled).containsExactlyElementsOf(names(40));
  }

  @Test
  void a_message_by_itself_leaves_as_such() throws Exception {
    enqueue(names(1), Optional.empty());

    deliver(1);

    assertThat(requests).containsExactly("POST /messages");
  }

  @Test
  void a_receiver_that_announces_no_bundles_is_served_one_by_one() throws Exception {
    receiver = receiver().build();
    enqueue(names(20), Optional.empty());

    deliver(20);

    assertThat(requests).hasSize(21).filteredOn("POST /messages"::equals).hasSize(20);
    assertThat(handled).containsExactlyInAnyOrderElementsOf(names(20));
  }

  @Test
  void a_receiver_that_takes_smaller_bundles_gets_smaller_ones() throws Exception {
    receiver = receiver().endpoint(BundleReception.taking(8, Duration.ofSeconds(10))).build();
    enqueue(names(20), Optional.empty());

    deliver(20);

    assertThat(requests).filteredOn("POST /bundles"::equals).hasSize(3);
    assertThat(handled).containsExactlyElementsOf(names(20));
  }

  /** One that no longer takes what it has announced refuses the bundle, not its messages. */
  @Test
  void a_bundle_that_is_refused_as_a_whole_costs_no_message_its_life() throws Exception {
    enqueue(names(2), Optional.empty());
    OutboxDispatcher dispatcher = dispatcher().start();
    try (dispatcher) {
      await(2);
      receiver = receiver().build();
      enqueue(names(10), Optional.empty());
      await(10);
    }

    assertThat(outbox.list(OutboxState.DEAD, 1)).isEmpty();
    assertThat(handled).hasSize(12);
    assertThat(requests).filteredOn("POST /bundles"::equals).hasSizeGreaterThan(1);
    assertThat(requests).filteredOn("POST /messages"::equals).hasSize(10);
  }

  @Test
  void messages_of_one_key_arrive_in_order_however_many_keys_travel_together() throws Exception {
    for (int i = 0; i < 10; i++) {
      for (String key : List.of("甲", "乙", "丙")) {
        enqueue(List.of(key + i), Optional.of(key));
      }
    }
    cutOnce.add("POST /bundles");

    deliver(30);

    assertThat(handled).hasSize(30);
    for (String key : List.of("甲", "乙", "丙")) {
      assertThat(handled.stream().filter(name -> name.startsWith(key))).isSorted().hasSize(10);
    }
    assertThat(requests).contains("POST /bundles");
  }

  @Test
  void messages_of_one_key_travel_together_too() throws Exception {
    enqueue(names(60), Optional.of("甲"));

    deliver(60);

    assertThat(handled).containsExactlyElementsOf(names(60));
    assertThat(requests).filteredOn(request -> request.startsWith("POST")).hasSizeLessThan(10);
  }

  @Test
  void a_receiver_without_bundles_gets_the_messages_of_a_key_in_order() throws Exception {
    receiver = receiver().build();
    enqueue(names(30), Optional.of("甲"));
    failures.addAll(List.of("人03", "人17"));

    deliver(30);

    assertThat(handled).containsExactlyElementsOf(names(30));
  }

  @Test
  void a_dispatcher_that_makes_no_bundles_keeps_the_order_of_a_key() throws Exception {
    enqueue(names(30), Optional.of("甲"));
    failures.add("人05");

    OutboxDispatcher dispatcher = dispatcher().bundle(1).start();
    try (dispatcher) {
      await(30);
    }

    assertThat(handled).containsExactlyElementsOf(names(30));
    assertThat(requests).doesNotContain("POST /bundles");
  }

  @Test
  void what_is_behind_a_message_that_fails_for_now_waits_and_that_costs_it_no_attempt()
      throws Exception {
    enqueue(names(40), Optional.of("甲"));
    failures.addAll(List.of("人00", "人02", "人02", "人30"));

    deliver(40);

    assertThat(handled).containsExactlyElementsOf(names(40));
    assertThat(outbox.list(OutboxState.DELIVERED, 100))
        .filteredOn(entry -> entry.attempts() > 0)
        .extracting(OutboxEntry::attempts)
        .containsExactlyInAnyOrder(1, 2, 1);
  }

  @Test
  void a_message_that_is_refused_for_good_keeps_none_of_its_key_back() throws Exception {
    List<String> names = new ArrayList<>(names(20));
    names.add(7, "");
    enqueue(names, Optional.of("甲"));

    deliver(20);

    assertThat(handled).containsExactlyElementsOf(names(20));
    assertThat(outbox.list(OutboxState.DEAD, 10)).hasSize(1);
  }

  /** Two dispatchers, many keys, lost answers, handlers that fail now and then. */
  @Test
  void whatever_fails_now_and_then_each_key_arrives_in_order_and_once() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      String name = "人%03d".formatted(i);
      enqueue(List.of(name), random.nextInt(10) == 0 ? Optional.empty() : Optional.of("k" + i % 3));
      if (random.nextInt(12) == 0) {
        failures.add(name);
      }
    }
    cutOnce.add("POST /bundles");

    OutboxDispatcher one = dispatcher().start();
    OutboxDispatcher other = dispatcher().start();
    try (one;
        other) {
      await(100);
      cutOnce.add("POST /bundles");
      await(100);
    }

    assertThat(handled).hasSize(200).doesNotHaveDuplicates();
    for (int key = 0; key < 3; key++) {
      List<String> ofKey = keyed.getOrDefault("k" + key, List.of());
      assertThat(handled.stream().filter(ofKey::contains).toList()).isEqualTo(ofKey);
      assertThat(ofKey).hasSizeGreaterThan(40);
    }
  }

  @Test
  void after_a_lost_answer_each_message_gets_its_first_receipt() throws Exception {
    enqueue(names(30), Optional.empty());
    cutOnce.add("POST /bundles");

    deliver(30);

    assertThat(handled).containsExactlyElementsOf(names(30));
    assertThat(outbox.list(OutboxState.DELIVERED, 100))
        .hasSize(30)
        .allMatch(entry -> outbox.receipt(entry.message().messageId()).isPresent());
  }

  @Test
  void a_message_that_always_fails_dies_alone() throws Exception {
    List<String> names = new ArrayList<>(names(30));
    names.add(7, "异常");
    enqueue(names, Optional.empty());
    CountDownLatch dead = new CountDownLatch(1);
    OutboxDispatcher dispatcher =
        dispatcher()
            .maxAttempts(4)
            .listener(
                new OutboxListener() {
                  @Override
                  public void dead(OutboxEntry entry, ExchangeException failure) {
                    dead.countDown();
                  }
                })
            .start();
    try (dispatcher) {
      assertThat(dead.await(60, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(handled).containsExactlyElementsOf(names(30));
    assertThat(outbox.list(OutboxState.DEAD, 10))
        .singleElement()
        .satisfies(entry -> assertThat(entry.lastFailure().orElse("")).startsWith("internal"));
  }

  /** A bundle that takes long is not begun again: what is left over comes next. */
  @Test
  void what_a_receiver_has_no_time_for_comes_with_the_next_bundle_and_costs_no_attempt()
      throws Exception {
    receiver = receiver().endpoint(BundleReception.taking(1000, Duration.ZERO)).build();
    enqueue(names(5), Optional.empty());

    deliver(5);

    assertThat(handled).containsExactlyElementsOf(names(5));
    assertThat(outbox.list(OutboxState.DELIVERED, 10)).allMatch(entry -> entry.attempts() == 0);
  }

  @Test
  void a_receiver_that_was_down_is_tried_with_one_message_and_then_gets_the_rest()
      throws Exception {
    client = client().circuit(1, SHORT.multipliedBy(10)).build();
    cutOnce.add("GET /node");
    enqueue(names(40), Optional.empty());

    deliver(40);

    assertThat(requests)
        .containsExactly("GET /node", "POST /messages", "GET /node", "POST /bundles");
    assertThat(handled).containsExactlyElementsOf(names(40));
    assertThat(outbox.list(OutboxState.DELIVERED, 50)).allMatch(entry -> entry.attempts() == 1);
  }

  private void deliver(int count) throws InterruptedException {
    OutboxDispatcher dispatcher = dispatcher().start();
    try (dispatcher) {
      await(count);
    }
  }

  private void await(int count) throws InterruptedException {
    assertThat(delivered.tryAcquire(count, 60, TimeUnit.SECONDS)).isTrue();
  }

  private OutboxDispatcherBuilder dispatcher() {
    return OutboxDispatcher.builder(client, outbox)
        .idle(SHORT)
        .pauses(SHORT, SHORT)
        .listener(
            new OutboxListener() {
              @Override
              public void delivered(OutboxEntry entry, SignedReceipt receipt) {
                delivered.release();
              }
            });
  }

  private void enqueue(List<String> names, Optional<String> key) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (String name : names) {
        Person person = PersonBuilder.builder(TestPeople.number(7)).name(name).build();
        outbox.enqueue(connection, careless.prepare(HUB, Operation.UPSERT, person), key);
        key.ifPresent(each -> keyed.computeIfAbsent(each, none -> new ArrayList<>()).add(name));
      }
      connection.commit();
    }
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("人%02d".formatted(i));
    }
    return names;
  }
}

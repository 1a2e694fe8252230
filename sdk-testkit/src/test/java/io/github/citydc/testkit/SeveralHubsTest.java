package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.exchange.usage.ReadLimit;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Two hubs behind a round robin, on one database and folder, are as one. */
@ParameterizedClass
@EachStore
class SeveralHubsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String GRANT = "SQ-2026-00017";
  private static final int THREADS = 8;
  private static final int PER_SECOND = 5;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger turn = new AtomicInteger();
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private PersonTable register;
  private List<SandboxNode> hubs;
  private List<URI> places;

  @BeforeEach
  void start() throws Exception {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    register = new PersonTable(running.dataSource());
    register.create();
    open(Limits.standard());
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    hubs.forEach(SandboxNode::close);
    running.close();
    network.close();
  }

  private void open(Limits limits) {
    hubs = List.of(hub(limits), hub(limits));
    places = hubs.stream().map(SandboxNode::baseUrl).toList();
  }

  private SandboxNode hub(Limits limits) {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .limits(limits)
        .batches(reception -> reception.chunk(10).lease(Duration.ofSeconds(2)))
        .on(
            Person.class,
            (person, context) -> PersonTable.save(context.connection(), List.of(person)))
        .onBatch(Person.class, (people, context) -> PersonTable.save(context.connection(), people))
        .start();
  }

  /** Each request goes to the next hub; one that is closed is passed over. */
  private HttpTransport roundRobin() {
    return request -> {
      int first = turn.getAndIncrement();
      try {
        return network.exchange(at(places.get(first % 2), request));
      } catch (TransportException e) {
        return network.exchange(at(places.get((first + 1) % 2), request));
      }
    };
  }

  /** The host is not signed, as behind a proxy. */
  private static HttpRequest at(URI hub, HttpRequest request) {
    URI asked = request.uri();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    return new HttpRequest(
        request.method(),
        hub.resolve(asked.getRawPath() + query),
        request.headers(),
        request.body());
  }

  private ExchangeClient client() {
    return city.client(TIANHE).transport(roundRobin()).build();
  }

  @Test
  void a_signature_that_one_has_accepted_is_a_replay_to_the_other() {
    HttpRequest request = signed("GET", "/catalog", Content.empty());

    assertThat(network.exchange(at(places.get(0), request)).status()).isNotEqualTo(409);

    HttpResponse again = network.exchange(at(places.get(1), request));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().toText()).contains("replayed");
  }

  @Test
  void a_message_that_comes_to_both_at_once_is_handled_once_and_has_one_receipt() throws Exception {
    try (ExchangeClient client = client()) {
      List<PreparedMessage> messages =
          TestPeople.first(20)
              .map(person -> client.prepare(HUB, Operation.UPSERT, person))
              .toList();
      List<Callable<String>> sendings = new ArrayList<>();
      for (PreparedMessage message : messages) {
        Collections.addAll(
            sendings,
            () -> client.send(message).receipt().toString(),
            () -> client.send(message).receipt().toString());
      }

      List<Future<String>> receipts = threads.invokeAll(sendings);

      for (int i = 0; i < receipts.size(); i += 2) {
        assertThat(receipts.get(i + 1).get()).isEqualTo(receipts.get(i).get());
      }
    }
    assertThat(register.rows()).isEqualTo(20);
  }

  @Test
  void parts_and_manifests_of_batches_go_to_either_and_one_that_ends_leaves_its_work_to_the_other()
      throws Exception {
    UploadOptions options = UploadOptions.builder().partSize(8 * 1024).parallel(2).build();
    try (ExchangeClient client = client()) {
      List<Callable<Long>> uploads =
          Stream.of(0, 1, 2)
              .<Callable<Long>>map(
                  third ->
                      () -> Uploader.through(client).upload(HUB, people(third), options).accepted())
              .toList();
      List<Future<Long>> accepted = uploads.stream().map(threads::submit).toList();
      hubs.get(0).close();
      for (Future<Long> each : accepted) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(200);
      }
    }
    assertThat(register.rows()).isEqualTo(600);
    assertThat(register.people()).isEqualTo(600);
  }

  private static RecordSource<Person> people(int third) {
    return RecordSource.of(Person.class, TestPeople.first(600).skip(third * 200L).limit(200));
  }

  @Test
  void a_node_has_its_requests_of_a_second_at_both_together() throws Exception {
    hubs.forEach(SandboxNode::close);
    Limits limits = Limits.builder().requestsPerSecond(PER_SECOND).build();
    open(limits);
    long begun = System.nanoTime();
    long end = begun + TimeUnit.MILLISECONDS.toNanos(1000);
    AtomicInteger admitted = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();

    all(
        number -> {
          while (System.nanoTime() < end) {
            HttpRequest request = signed("GET", "/catalog", Content.empty());
            int status = network.exchange(at(places.get(number % 2), request)).status();
            (status == 429 ? refused : admitted).incrementAndGet();
          }
        });

    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat(admitted.get())
        .isGreaterThanOrEqualTo(PER_SECOND)
        .isLessThanOrEqualTo((int) (PER_SECOND + (seconds + 0.1) * PER_SECOND));
    assertThat(refused.get()).isPositive();
  }

  @Test
  void what_is_taken_from_a_rate_is_taken_from_all_and_comes_free_again() throws Exception {
    List<SharedRates> both = List.of(rates(), rates());
    long begun = System.nanoTime();
    AtomicInteger taken = new AtomicInteger();

    all(number -> taken.addAndGet(both.get(number % 2).take(TIANHE, 100, 0, 30)));

    long most = 100 + (System.nanoTime() - begun) / 10_000_000 + 1;
    assertThat(taken.get()).isBetween(100, (int) most);
    assertThat(both.get(0).take(HUB, 100, 100, 1)).as("what was admitted counts").isLessThan(1);
    TimeUnit.MILLISECONDS.sleep(150);
    assertThat(both.get(1).take(TIANHE, 100, 0, 100)).isBetween(10, 100);
  }

  private SharedRates rates() {
    return JdbcInbox.on(NodeDatabase.of(running.dataSource(), HUB)).sharedRates().orElseThrow();
  }

  @Test
  void a_grant_has_exactly_its_reads_of_a_day_at_both_together() throws Exception {
    int most = 25;
    List<JdbcUseLog> logs =
        IntStream.range(0, 2)
            .mapToObj(i -> JdbcUseLog.on(NodeDatabase.of(running.dataSource(), HUB)))
            .toList();
    List<ReadLimit> limits = logs.stream().map(ReadLimit::by).toList();
    AtomicInteger answered = new AtomicInteger();

    all(
        number -> {
          for (int i = 0; i < 10; i++) {
            OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
            try {
              limits.get(number % 2).add(List.of(use(now)), Map.of(GRANT, most), now.toInstant());
              answered.incrementAndGet();
            } catch (RefusedException e) {
              assertThat(e.code()).isEqualTo(ProblemCode.RATE_LIMITED);
            }
          }
        });

    assertThat(answered.get()).isEqualTo(most);
    assertThat(logs.get(0).list(UseFilter.all(), 0, 100)).hasSize(most);
  }

  private static Use use(OffsetDateTime now) {
    return Use.builder()
        .kind(UseKind.QUERY)
        .usedAt(now)
        .reader(TIANHE)
        .resource("306001/000001")
        .type(PayloadType.of(Person.class))
        .grant(GRANT)
        .records(1)
        .bytes(10)
        .build();
  }

  private interface Work {

    void run(int number) throws Exception;
  }

  private void all(Work work) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      all.add(
          threads.submit(
              () -> {
                work.run(number);
                return number;
              }));
    }
    for (Future<?> each : all) {
      each.get(1, TimeUnit.MINUTES);
    }
  }

  private HttpRequest signed(String method, String path, Content body) {
    HttpRequest request =
        new HttpRequest(method, URI.create(places.get(0) + path), HttpHeaders.empty(), body);
    return HttpSignatures.signer(key).sign(request, HUB);
  }
}

package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.query.Queries;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.testkit.SandboxCity;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Eight nodes that send until they are told that it is enough: three send messages, two batches,
 * and three ask queries and play what they have signed to both hubs. What does not arrive is sent
 * again without end.
 */
final class EightSenders implements Closeable {

  private static final int MESSAGES = 3;
  private static final int BATCHES = 2;
  private static final int ALL = 8;
  private static final long MANY = 1_000_000;
  private static final long PAUSE_MILLIS = 100;
  private static final int PART_SIZE = 32 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Set<Integer> NOT_VERIFIED = Set.of(429, 503);
  private static final int CONFLICT = 409;

  private final Stage stage;
  private final SandboxCity city;
  private final int records;
  private final OkHttpTransport network = OkHttpTransport.create();
  private final ExecutorService threads = Executors.newFixedThreadPool(ALL);
  private final List<Future<?>> working = new ArrayList<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Queue<UploadReport> reports = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger replays = new AtomicInteger();
  private volatile boolean enough;

  EightSenders(Stage stage, int records) {
    this.stage = stage;
    this.city = stage.city();
    this.records = records;
    nodes().forEach(city::enrol);
  }

  private static List<NodeId> nodes() {
    return IntStream.range(0, ALL)
        .mapToObj(i -> NodeId.parse("440106:11440106007482911C:sender" + i))
        .toList();
  }

  /** Those that ask queries. */
  static List<NodeId> readers() {
    return nodes().subList(MESSAGES + BATCHES, ALL);
  }

  void start() {
    nodes().subList(0, MESSAGES).forEach(node -> begin(() -> sendMessages(node)));
    nodes().subList(MESSAGES, MESSAGES + BATCHES).forEach(node -> begin(() -> upload(node)));
    readers().forEach(node -> begin(() -> ask(node)));
  }

  private void begin(Callable<Boolean> work) {
    working.add(threads.submit(work));
  }

  private ExchangeClient client(NodeId self) {
    return Vendor.client(city, self, stage.way().port(), ChinaTime.clock());
  }

  private boolean sendMessages(NodeId self) {
    Iterator<Person> people = Records.first(MANY).iterator();
    try (ExchangeClient client = client(self)) {
      while (!enough) {
        PreparedMessage message = client.prepare(Vendor.HUB, Operation.UPSERT, people.next());
        Optional<ProblemCode> refusal = untilAnswered(() -> client.send(message));
        if (refusal.isEmpty()) {
          accepted.add(message.messageId().toString());
        } else {
          assertThat(refusal).contains(ProblemCode.OUTSIDE_JURISDICTION);
          refused.incrementAndGet();
        }
      }
    }
    return true;
  }

  private boolean upload(NodeId self) {
    try (ExchangeClient client = client(self)) {
      while (!enough) {
        reports.add(
            Uploader.through(client)
                .upload(
                    Vendor.HUB,
                    RecordSource.of(Person.class, Records.first(records)),
                    UploadOptions.builder()
                        .partSize(PART_SIZE)
                        .parallel(2)
                        .patience(PATIENCE)
                        .build()));
      }
    }
    return true;
  }

  /** Goes on until the grant is used up. */
  private boolean ask(NodeId self) {
    boolean usedUp = false;
    try (ExchangeClient client = client(self)) {
      while (!enough || !usedUp) {
        Optional<ProblemCode> refusal =
            untilAnswered(() -> Queries.through(client).ask(Vendor.HUB, HubQueries.query()));
        if (refusal.isEmpty()) {
          answered.incrementAndGet();
        } else {
          assertThat(refusal).contains(ProblemCode.RATE_LIMITED);
          usedUp = true;
          Pause.of(PAUSE_MILLIS);
        }
        playTwice(self);
      }
    }
    return true;
  }

  /** Sends to one hub what it has signed once, and the same to the other. */
  private void playTwice(NodeId self) {
    int first = replays.get() % 2;
    HttpRequest request = HttpSignatures.signer(city.key(self)).sign(plain(first), Vendor.HUB);
    Optional<HttpResponse> answer = exchange(request);
    if (answer.filter(one -> !NOT_VERIFIED.contains(one.status())).isEmpty()) {
      return;
    }
    HttpRequest again =
        new HttpRequest(
            request.method(), plain(1 - first).uri(), request.headers(), request.body());
    Optional<HttpResponse> second = exchange(again);
    while (second.filter(one -> !NOT_VERIFIED.contains(one.status())).isEmpty()) {
      Pause.of(PAUSE_MILLIS);
      second = exchange(again);
    }
    assertThat(second.get().status()).isEqualTo(CONFLICT);
    assertThat(second.get().body().toText()).contains("replayed");
    replays.incrementAndGet();
  }

  private HttpRequest plain(int hub) {
    URI place = URI.create("http://127.0.0.1:" + stage.hubs().get(hub).port() + "/cdx/v1/catalog");
    return new HttpRequest("GET", place, HttpHeaders.empty(), Content.empty());
  }

  /** Empty if the hub is down just now. */
  private Optional<HttpResponse> exchange(HttpRequest request) {
    try {
      return Optional.of(network.exchange(request));
    } catch (TransportException e) {
      return Optional.empty();
    }
  }

  /** The refusal, if it was one that is not about the state of the hub. */
  private static Optional<ProblemCode> untilAnswered(Runnable call) {
    while (true) {
      try {
        call.run();
        return Optional.empty();
      } catch (ProblemException e) {
        if (!e.isRetryable() || e.problem().code().equals(ProblemCode.RATE_LIMITED)) {
          return Optional.of(e.problem().code());
        }
      } catch (ExchangeException e) {
        if (!e.isRetryable()) {
          throw e;
        }
      }
      Pause.of(PAUSE_MILLIS);
    }
  }

  /** Has each come to the end of what it is doing. */
  void finish() throws Exception {
    enough = true;
    for (Future<?> each : working) {
      each.get(Scale.configured().patience().toSeconds(), TimeUnit.SECONDS);
    }
    stage.tally().add("messages accepted", accepted.size());
    stage.tally().add("messages refused", refused.get());
    stage.tally().add("batches", reports.size());
    stage.tally().add("queries answered", answered.get());
    stage.tally().add("replays refused", replays.get());
  }

  /** Fails if one of them has. */
  void requireAtWork() throws Exception {
    for (Future<?> each : working) {
      if (each.isDone()) {
        each.get();
      }
    }
  }

  /** The ids of the messages that were accepted. */
  Set<String> accepted() {
    return accepted;
  }

  List<UploadReport> reports() {
    return List.copyOf(reports);
  }

  int answered() {
    return answered.get();
  }

  int replays() {
    return replays.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    network.close();
  }
}

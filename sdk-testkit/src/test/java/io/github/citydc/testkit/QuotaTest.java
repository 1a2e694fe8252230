package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * The quota of a sender, at two hubs on one database and folder that are asked at the same time.
 */
@ParameterizedClass
@EachStore
class QuotaTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:oa");
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
  private static final String OCTETS = "application/octet-stream";
  private static final String NDJSON = "application/x-ndjson";
  private static final int PART = 1000;
  private static final int FILE = 10 * PART;
  private static final int QUOTA = 3 * FILE;
  private static final int AT_ONCE = 8;

  private final OkHttpTransport network = OkHttpTransport.create();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final AtomicLong most = new AtomicLong();
  private final CountDownLatch going = new CountDownLatch(1);
  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SigningKey key;
  private List<SandboxNode> hubs;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    key = city.enrol(TIANHE);
    hubs = List.of(hub(), hub());
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    hubs.forEach(SandboxNode::close);
    running.close();
  }

  private SandboxNode hub() {
    return SandboxNode.builder(city, HUB)
        .storingIn(running.dataSource())
        .contentIn(folder.resolve("content"))
        .files(reception -> reception.sizes(PART, FILE).quota(QUOTA).store(Slow::new))
        .batches(reception -> reception.quota(4 * PART).retention(Duration.ofDays(1)))
        .on(Person.class, (person, context) -> {})
        .start();
  }

  @Test
  void manifests_at_several_hubs_at_once_do_not_exceed_it() throws Exception {
    for (int number = 0; number < 2; number++) {
      assertThat(putPart(number, OCTETS).status()).isEqualTo(201);
    }
    List<Future<Integer>> answers = askAtOnce(this::putFile);
    // Two files fit beside the two parts. They are held up until all others are answered.
    awaitAnswers(answers, AT_ONCE - 2);
    going.countDown();

    List<Integer> statuses = statuses(answers);
    assertThat(statuses).containsOnly(201, 429).filteredOn(status -> status == 201).hasSize(2);
    assertThat(most.get()).as("bytes of files under way").isEqualTo(2 * FILE);
    assertThat(stored()).isBetween(2L * FILE, 2L * FILE + 2 * PART);
    assertThat(index().reserve(arrival(QUOTA - stored()), NOW, NOW.plusSeconds(120)))
        .as("the room of those that were refused is free")
        .isTrue();
  }

  @Test
  void parts_of_files_at_several_hubs_at_once_do_not_exceed_it() throws Exception {
    fill(QUOTA - 3 * PART);

    List<Integer> statuses = atOnce(number -> putPart(number, OCTETS));

    assertThat(statuses).containsOnly(201, 429).filteredOn(status -> status == 201).hasSize(3);
    assertThat(stored()).isEqualTo(QUOTA);
  }

  @Test
  void parts_of_batches_at_several_hubs_at_once_do_not_exceed_it() throws Exception {
    List<Integer> statuses = atOnce(number -> putPart(number, NDJSON));

    assertThat(statuses).containsOnly(201, 429).filteredOn(status -> status == 201).hasSize(4);
  }

  @Test
  void room_that_a_crash_left_behind_is_free_when_its_time_is_over_or_was_of_a_fast_clock() {
    JdbcContentIndex index = index();
    Instant until = NOW.plusSeconds(120);

    assertThat(index.reserve(arrival(QUOTA), NOW, until)).isTrue();
    assertThat(index.reserve(arrival(1), NOW.plusSeconds(119), until.plusSeconds(119))).isFalse();
    assertThat(index.reserve(arrival(QUOTA), until, until.plusSeconds(120))).isTrue();

    Instant before = NOW.minus(Duration.ofDays(2));
    assertThat(index.reserve(arrival(QUOTA), before, before.plusSeconds(120))).isTrue();
  }

  @Test
  void room_is_kept_for_as_long_as_content_is_being_stored() {
    JdbcContentIndex index = index();
    ContentArrival slow = arrival(QUOTA);
    assertThat(index.reserve(slow, NOW, NOW.plusSeconds(120))).isTrue();
    assertThat(index.renew(slow, NOW.plusSeconds(220))).isTrue();

    assertThat(index.reserve(arrival(1), NOW.plusSeconds(200), NOW.plusSeconds(320))).isFalse();
    index.add(slow, StoredContent.plain(slow.key(), QUOTA), NOW.plusSeconds(210));

    assertThat(index.waiting(TIANHE, slow.kinds())).isEqualTo(QUOTA);
    assertThat(index.reserve(arrival(1), NOW.plusSeconds(210), NOW.plusSeconds(330))).isFalse();
    assertThat(index.renew(slow, NOW.plusSeconds(400))).as("it counts itself now").isFalse();
  }

  private interface Asking {

    HttpResponse ask(int number) throws Exception;
  }

  private List<Integer> atOnce(Asking asking) throws Exception {
    return statuses(askAtOnce(asking));
  }

  private List<Future<Integer>> askAtOnce(Asking asking) {
    List<Future<Integer>> answers = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(AT_ONCE);
    for (int i = 0; i < AT_ONCE; i++) {
      int number = i;
      Callable<Integer> one =
          () -> {
            ready.countDown();
            ready.await();
            return asking.ask(number).status();
          };
      answers.add(threads.submit(one));
    }
    return answers;
  }

  private static void awaitAnswers(List<Future<Integer>> answers, int number) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (answers.stream().filter(Future::isDone).count() < number && System.nanoTime() < end) {
      Thread.sleep(20);
    }
  }

  private static List<Integer> statuses(List<Future<Integer>> answers) throws Exception {
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get(2, TimeUnit.MINUTES));
    }
    return statuses;
  }

  private void fill(int bytes) {
    ContentArrival arrival = arrival(bytes);
    index().add(arrival, StoredContent.plain(arrival.key(), bytes), Instant.now());
  }

  private JdbcContentIndex index() {
    return JdbcContentIndex.on(NodeDatabase.of(running.dataSource(), HUB));
  }

  private ContentArrival arrival(long size) {
    String id = UUID.randomUUID().toString();
    ContentHash digest = ContentHash.of(Content.of(id.getBytes(StandardCharsets.UTF_8)));
    return new ContentArrival(
        id,
        ContentKey.filePart(TIANHE, digest),
        size,
        Optional.empty(),
        Set.of(ContentKey.Kind.FILE, ContentKey.Kind.FILE_PART),
        QUOTA);
  }

  private long stored() {
    return index().waiting(TIANHE, Set.of(ContentKey.Kind.FILE, ContentKey.Kind.FILE_PART));
  }

  private HttpResponse putPart(int number, String type) {
    byte[] bytes = part(number);
    ContentHash digest = ContentHash.of(Content.of(bytes));
    return put(number % 2, "/parts/" + digest, type, bytes);
  }

  /** A line of JSON, too. */
  private static byte[] part(int number) {
    byte[] start = ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8);
    ByteBuffer part = ByteBuffer.allocate(PART).put(start);
    while (part.hasRemaining()) {
      part.put((byte) '\n');
    }
    return part.array();
  }

  /** Ten parts, each the one or the other, as the bits of the number say. */
  private HttpResponse putFile(int number) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < FILE / PART; i++) {
      byte[] bytes = part(number >> i & 1);
      file.writeBytes(bytes);
      ContentHash digest = ContentHash.of(Content.of(bytes));
      parts.add("{\"digest\":\"" + digest + "\",\"size\":" + PART + "}");
    }
    String manifest = "{\"size\":" + FILE + ",\"parts\":[" + String.join(",", parts) + "]}";
    return put(
        number % 2,
        "/files/" + ContentHash.of(Content.of(file.toByteArray())),
        "application/json",
        manifest.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse put(int hub, String path, String type, byte[] body) {
    HttpRequest request =
        new HttpRequest(
            "PUT",
            URI.create(hubs.get(hub).baseUrl() + path),
            HttpHeaders.empty().with("content-type", type),
            Content.of(body));
    return network.exchange(HttpSignatures.signer(key).sign(request, HUB));
  }

  /** Holds files up until they may go on. */
  private final class Slow implements ContentStore {

    private final ContentStore store;

    Slow(ContentStore store) {
      this.store = store;
    }

    @Override
    public void put(ContentKey content, InputStream in) {
      if (content.kind() == ContentKey.Kind.FILE) {
        most.addAndGet(FILE);
        try {
          assertThat(going.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      store.put(content, in);
    }

    @Override
    public OptionalLong size(ContentKey content) {
      return store.size(content);
    }

    @Override
    public Optional<String> mark() {
      return store.mark();
    }

    @Override
    public String establish() {
      return store.establish();
    }

    @Override
    public void setAside(ContentKey content) {
      store.setAside(content);
    }

    @Override
    public List<ContentKey> setAside() {
      return store.setAside();
    }

    @Override
    public InputStream open(ContentKey content) {
      return store.open(content);
    }

    @Override
    public void remove(ContentKey content) {
      store.remove(content);
    }

    @Override
    public void sweep(ContentKey.Kind only, Instant before, Predicate<ContentKey> known) {
      store.sweep(only, before, known);
    }
  }
}

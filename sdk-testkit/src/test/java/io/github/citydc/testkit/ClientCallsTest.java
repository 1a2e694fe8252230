package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.Answer;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two forms of a call, and the threads that make it; the receiver is asked without a network.
 */
class ClientCallsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final int MANY = 200;
  private static final Endpoint ECHO =
      (request, target) -> target.match("GET", "echo").map(path -> Answer.empty(204));

  private final SandboxCity city = SandboxCity.found("Test Root");
  private TestDatabase.Running database;
  private ExchangeReceiver hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    database = TestDatabase.H2.start(folder);
    hub =
        ExchangeReceiver.builder()
            .self(HUB)
            .signer(HttpSignatures.signer(city.key(HUB)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .inbox(JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB)))
            .on(Person.class, (person, context) -> {})
            .endpoint(ECHO)
            .build();
    city.announce(HUB, URI.create("http://hub.example/cdx/v1"));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @Test
  void a_directory_that_is_down_for_one_question_fails_neither_form_of_a_call() throws Exception {
    AtomicBoolean down = new AtomicBoolean();
    AtomicInteger questions = new AtomicInteger();
    NodeDirectory directory =
        node -> {
          questions.incrementAndGet();
          if (down.getAndSet(false)) {
            throw new DirectoryUnavailableException("down for one question");
          }
          return city.directory().find(node);
        };
    try (ExchangeClient client = builder(hub::handle).directory(directory).build()) {
      down.set(true);
      SignedReceipt waitedFor = client.send(HUB, TestPeople.number(1));
      int questionsOfFirst = questions.getAndSet(0);
      down.set(true);
      SignedReceipt told = client.sendAsync(HUB, TestPeople.number(2)).get(30, TimeUnit.SECONDS);

      assertThat(waitedFor.receipt().receiver()).isEqualTo(HUB);
      assertThat(told.receipt().receiver()).isEqualTo(HUB);
      assertThat(questionsOfFirst).isEqualTo(2).isEqualTo(questions.get());
    }
  }

  @Test
  void a_plain_executor_loses_no_answer_and_tries_again_as_well() throws Exception {
    AtomicBoolean lost = new AtomicBoolean(true);
    HttpTransport lossy =
        request -> {
          if (lost.getAndSet(false)) {
            throw new TransportException("lost", new IllegalStateException());
          }
          return hub.handle(request);
        };
    try (ExchangeClient client =
        builder(lossy).executor(task -> new Thread(task).start()).build()) {
      int status =
          client
              .callAsync(HUB, Call.get("/echo"), answer -> answer.response().status())
              .get(30, TimeUnit.SECONDS);

      assertThat(status).isEqualTo(204);
      assertThat(lost).isFalse();
    }
  }

  @Test
  void as_many_threads_as_there_are_can_wait_for_a_slow_node_at_once() throws Exception {
    CountDownLatch allAreWaiting = new CountDownLatch(MANY);
    HttpTransport slow =
        request -> {
          allAreWaiting.countDown();
          return awaited(allAreWaiting, request);
        };
    ExecutorService callers = Executors.newFixedThreadPool(MANY);
    try (ExchangeClient client = builder(slow).maxAttempts(1).build()) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, MANY)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> client.call(HUB, Call.get("/echo")).response().status(), callers))
              .toList();

      for (CompletableFuture<Integer> answer : answers) {
        assertThat(answer.get(120, TimeUnit.SECONDS)).isEqualTo(204);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** One after another, since a receiver takes only so many of a node at once. */
  private HttpResponse awaited(CountDownLatch latch, HttpRequest request) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new TransportException("Not all threads came here", new IllegalStateException());
      }
    } catch (InterruptedException e) {
      throw new TransportException("Interrupted", e);
    }
    synchronized (this) {
      return hub.handle(request);
    }
  }

  @Test
  void closing_a_client_ends_the_threads_it_has_made() throws Exception {
    ExchangeClient client = builder(hub::handle).build();
    Thread worker = workerOf(client);
    assertThat(worker.isAlive()).isTrue();

    client.close();

    worker.join(TimeUnit.SECONDS.toMillis(10));
    assertThat(worker.isAlive()).isFalse();
  }

  @Test
  void closing_a_client_leaves_the_threads_and_the_transport_it_was_given() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    Closable transport = new Closable(hub);
    try {
      ExchangeClient client = builder(transport).executor(threads).build();
      Thread worker = workerOf(client);

      client.close();

      assertThat(threads.isShutdown()).isFalse();
      assertThat(threads.submit(Thread::currentThread).get(30, TimeUnit.SECONDS)).isSameAs(worker);
      assertThat(transport.closed().get()).isFalse();
    } finally {
      threads.shutdownNow();
    }
  }

  private static Thread workerOf(ExchangeClient client) throws Exception {
    return client
        .callAsync(HUB, Call.get("/echo"), answer -> Thread.currentThread())
        .get(30, TimeUnit.SECONDS);
  }

  private ExchangeClientBuilder builder(HttpTransport transport) {
    return ExchangeClient.builder()
        .self(TIANHE)
        .allowingPlainHttp()
        .signer(HttpSignatures.signer(city.key(TIANHE)))
        .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
        .directory(city.directory())
        .transport(transport);
  }

  /** Remembers whether it was closed. */
  private record Closable(ExchangeReceiver receiver, AtomicBoolean closed)
      implements HttpTransport {

    Closable(ExchangeReceiver receiver) {
      this(receiver, new AtomicBoolean());
    }

    @Override
    public HttpResponse exchange(HttpRequest request) {
      return receiver.handle(request);
    }

    @Override
    public void close() {
      closed.set(true);
    }
  }
}

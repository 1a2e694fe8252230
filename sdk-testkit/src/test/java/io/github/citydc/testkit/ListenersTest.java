package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.event.CallEvent;
import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.event.ReadEvent;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.fault.Fault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What listeners of both sides are told, over real HTTP. */
@Timeout(120)
class ListenersTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");

  private static final TraceParent TRACE =
      new TraceParent("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", "01");

  private final Person person = TestPeople.first(1).findFirst().orElseThrow();
  private final Told told = new Told();
  private final Calls calls = new Calls();
  private SandboxCity city;
  private SandboxNode hub;

  /** Keeps what it is told. */
  private static final class Told implements ReceiverListener {

    private final List<Object> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<BatchEvent> batches = new LinkedBlockingQueue<>();

    @Override
    public void received(RequestEvent request) {
      all.add("received");
    }

    @Override
    public void verified(RequestEvent request) {
      all.add("verified");
    }

    @Override
    public void answered(AnswerEvent answer) {
      all.add(answer);
    }

    @Override
    public void refused(AnswerEvent answer) {
      all.add(answer);
    }

    @Override
    public void message(MessageEvent message) {
      all.add(message);
    }

    @Override
    public void batch(BatchEvent batch) {
      batches.add(batch);
    }

    private <T> T last(Class<T> kind) {
      List<T> these = all.stream().filter(kind::isInstance).map(kind::cast).toList();
      return these.get(these.size() - 1);
    }
  }

  /** Keeps what it is told of calls. */
  private static final class Calls implements ClientListener {

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<CallEvent> ended = new CopyOnWriteArrayList<>();

    @Override
    public void begun(CallEvent call) {
      steps.add("begun " + call.tries());
    }

    @Override
    public void retried(CallEvent call) {
      steps.add("retried " + call.tries() + " " + call.failure().orElseThrow());
    }

    @Override
    public void ended(CallEvent call) {
      steps.add("ended " + call.tries());
      ended.add(call);
    }
  }

  /** Throws whatever it is told. */
  private static final class Failing implements ReceiverListener, ClientListener {

    @Override
    public void received(RequestEvent request) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void verified(RequestEvent request) {
      throw new AssertionError("listener");
    }

    @Override
    public void answered(AnswerEvent answer) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void message(MessageEvent message) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void batch(BatchEvent batch) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void read(ReadEvent read) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void begun(CallEvent call) {
      throw new IllegalStateException("listener");
    }

    @Override
    public void ended(CallEvent call) {
      throw new AssertionError("listener");
    }
  }

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .decorating(receiver -> receiver.listener(new Failing()).listener(told))
            .on(Person.class, (taken, context) -> {})
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private ExchangeClient client() {
    return city.client(TIANHE)
        .withoutLocalValidation()
        .listener(new Failing())
        .listener(calls)
        .tracing(() -> Optional.of(TRACE))
        .build();
  }

  @Test
  void a_message_is_told_from_its_arrival_to_its_answer_whatever_other_listeners_throw() {
    try (ExchangeClient client = client()) {
      PreparedMessage message = client.prepare(HUB, Operation.UPSERT, person);
      SignedReceipt receipt = client.send(message);
      assertThat(receipt.receipt().messageId()).isEqualTo(message.envelope().messageId());

      assertThat(told.all).hasSize(4).startsWith("received", "verified");
      MessageEvent event = told.last(MessageEvent.class);
      assertThat(event.id()).contains(message.envelope().messageId());
      assertThat(event.type().orElseThrow()).hasToString("population.person/1");
      assertThat(event.outcome()).isEqualTo(MessageOutcome.HANDLED);
      assertThat(event.code()).isEmpty();
      assertThat(event.bytes()).isEqualTo(message.body().size());
      assertThat(event.handling()).isPositive();
      AnswerEvent answer = told.last(AnswerEvent.class);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.verification()).isEqualTo(RequestVerification.VERIFIED);
      assertThat(answer.took()).isGreaterThanOrEqualTo(event.handling());
      assertThat(answer.request().sender()).contains(TIANHE);
      assertThat(answer.request().address()).contains("127.0.0.1");
      assertThat(answer.request().resource()).isEqualTo("messages");
      assertThat(answer.request().trace()).contains(TRACE);

      client.send(message);
      assertThat(told.last(MessageEvent.class).outcome()).isEqualTo(MessageOutcome.DUPLICATE);
      assertThat(told.last(MessageEvent.class).handling()).isZero();
    }
  }

  @Test
  void a_refusal_is_told_with_its_code_and_without_a_value_of_the_payload() {
    try (ExchangeClient client = client()) {
      assertThatThrownBy(() -> client.send(HUB, PersonBuilder.builder(person).name("").build()))
          .isInstanceOf(ProblemException.class);

      assertThat(told.last(MessageEvent.class).outcome()).isEqualTo(MessageOutcome.REFUSED);
      assertThat(told.last(MessageEvent.class).code()).contains(ProblemCode.VALIDATION_FAILED);
      assertThat(told.last(AnswerEvent.class).code()).contains(ProblemCode.VALIDATION_FAILED);
      assertThat(told.last(AnswerEvent.class).verification())
          .isEqualTo(RequestVerification.VERIFIED);
      assertThat(told.all.toString()).doesNotContain(person.idNumber());
      assertThat(calls.ended.get(0).code()).contains(ProblemCode.VALIDATION_FAILED);
      assertThat(calls.ended.get(0).failure()).contains(Delivery.REFUSED);
    }
  }

  @Test
  void what_is_not_verified_is_told_without_a_sender() throws Exception {
    HttpRequest unsigned =
        HttpRequest.newBuilder(URI.create(hub.baseUrl() + "/messages"))
            .header("traceparent", "00-no-trace-at-all")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(unsigned, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(told.all).hasSize(2);
    AnswerEvent refused = told.last(AnswerEvent.class);
    assertThat(refused.code()).contains(ProblemCode.SIGNATURE_MISSING);
    assertThat(refused.verification()).isEqualTo(RequestVerification.UNVERIFIED);
    assertThat(refused.request().sender()).isEmpty();
    assertThat(refused.request().trace()).isEmpty();
  }

  @Test
  void each_try_of_a_call_is_told() {
    hub.faults().add(Fault.loseResponse().times(1));
    try (ExchangeClient client = client()) {
      client.send(HUB, person);
    }
    assertThat(calls.steps).containsExactly("begun 0", "retried 1 MAY_HAVE_ARRIVED", "ended 2");
    assertThat(calls.ended.get(0).failure()).isEmpty();

    URI nobody = URI.create("http://127.0.0.1:9/cdx/v1");
    NodeId gone = NodeId.parse("440106:11440106007482911C:gone");
    city.enrol(gone);
    city.announce(gone, nobody);
    try (ExchangeClient client = city.client(TIANHE).listener(calls).maxAttempts(1).build()) {
      assertThatThrownBy(() -> client.send(gone, person)).isInstanceOf(TransportException.class);
    }
    assertThat(calls.ended.get(1).failure()).isPresent();
    assertThat(calls.ended.get(1).code()).isEmpty();
  }

  @Test
  void a_batch_is_told_step_by_step() throws Exception {
    try (ExchangeClient client = client()) {
      Uploader.through(client)
          .upload(HUB, Person.class, TestPeople.first(5), ProgressListener.none());
    }
    BatchEvent event = told.batches.poll(10, TimeUnit.SECONDS);
    assertThat(event.step()).isEqualTo(BatchStep.ACCEPTED);
    assertThat(event.sender()).isEqualTo(TIANHE);
    event = told.batches.poll(10, TimeUnit.SECONDS);
    assertThat(event.step()).isEqualTo(BatchStep.ADVANCED);
    assertThat(event.records()).isEqualTo(5);
    assertThat(event.took()).isGreaterThan(Duration.ZERO);
    assertThat(told.batches.poll(10, TimeUnit.SECONDS).step()).isEqualTo(BatchStep.DONE);
  }
}

package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A receiver answers whatever happens; it never throws. */
class ReceiverAnswersAlwaysTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final String BASE = "http://hub.example/cdx/v1";

  private final SandboxCity city = SandboxCity.found("Test Root");
  private MessageSigner hubSigner;
  private MessageSigner signer;
  private MessageVerifier verifier;
  private TestDatabase.Running database;

  @BeforeEach
  void start(@TempDir Path folder) {
    database = TestDatabase.H2.start(folder);
    hubSigner = HttpSignatures.signer(city.enrol(HUB));
    signer = HttpSignatures.signer(city.enrol(TIANHE));
    verifier = HttpSignatures.verifier(city.trust(), city.directory());
  }

  @AfterEach
  void stop() {
    database.close();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_signer_that_fails_makes_an_answer_without_signature(Throwable failure) {
    ExchangeReceiver hub = receiver(new BrokenSigner(hubSigner, () -> failure)).build();
    HttpRequest request = signed("GET", "/messages/x/receipt");

    HttpResponse answer = hub.handle(request);

    assertProblem(ProblemCode.INTERNAL, answer);
    assertThat(answer.headers().value("signature")).isEmpty();
    assertThat(answer.body().toText()).doesNotContain("secret");
    assertThat(hub.handle(signed("HEAD", "/parts/x")).body().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_certificate_that_cannot_be_had_makes_a_problem_of_what_a_node_says_to_anybody(
      Throwable failure) {
    ExchangeReceiver hub = receiver(new BrokenSigner(hubSigner, () -> failure)).build();

    assertProblem(ProblemCode.INTERNAL, hub.handle(unsigned("GET", BASE + "/node")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_directory_that_cannot_be_had_makes_a_problem(Throwable failure) {
    ExchangeReceiver hub =
        receiver(hubSigner)
            .publishing(
                () -> {
                  throw unchecked(failure);
                })
            .build();

    assertProblem(ProblemCode.INTERNAL, hub.handle(unsigned("GET", BASE + "/directory")));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void an_endpoint_that_fails_makes_a_signed_problem(Throwable failure) {
    Endpoint broken =
        (request, target) -> {
          throw unchecked(failure);
        };
    HttpRequest request = signed("GET", "/parking");

    HttpResponse answer = receiver(hubSigner).endpoint(broken).build().handle(request);

    verifier.verify(answer, request);
    assertProblem(ProblemCode.INTERNAL, answer);
    assertThat(answer.body().toText()).doesNotContain("secret");
  }

  @Test
  void a_malformed_target_makes_a_signed_problem() {
    ExchangeReceiver hub = receiver(hubSigner).build();
    HttpRequest request = signed("GET", "/parking?street=1&street=2");

    HttpResponse answer = hub.handle(request);

    verifier.verify(answer, request);
    assertProblem(ProblemCode.MALFORMED_MESSAGE, answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:hub", "*", "", "http://hub.example", "?", "/cdx/v1"})
  void a_target_that_is_no_resource_is_answered(String target) {
    ExchangeReceiver hub = receiver(hubSigner).build();

    HttpResponse answer = hub.handle(unsigned("OPTIONS", target));

    assertProblem(ProblemCode.SIGNATURE_MISSING, answer);
    assertThat(hub.maxBodySize(unsigned("OPTIONS", target))).isPositive();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("secret"),
        new StackOverflowError("secret"),
        new OutOfMemoryError("secret"),
        new NoClassDefFoundError("secret"));
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private ExchangeReceiverBuilder receiver(MessageSigner by) {
    return ExchangeReceiver.builder()
        .self(HUB)
        .signer(by)
        .verifier(verifier)
        .inbox(JdbcInbox.on(NodeDatabase.of(database.dataSource(), HUB)));
  }

  private HttpRequest signed(String method, String path) {
    return signer.sign(unsigned(method, BASE + path), HUB);
  }

  private static HttpRequest unsigned(String method, String uri) {
    return new HttpRequest(method, URI.create(uri), HttpHeaders.empty(), Content.empty());
  }

  private static void assertProblem(ProblemCode code, HttpResponse answer) {
    Problem problem = Problem.fromJson(answer.status(), answer.body().toByteArray());
    assertThat(problem.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(code.status());
  }

  /** Has the key of a node, and fails at everything else. */
  private record BrokenSigner(MessageSigner whole, Supplier<Throwable> failure)
      implements MessageSigner {

    @Override
    public NodeId node() {
      return whole.node();
    }

    @Override
    public List<X509Certificate> certificates() {
      throw unchecked(failure.get());
    }

    @Override
    public HttpRequest sign(HttpRequest request, NodeId receiver) {
      throw unchecked(failure.get());
    }

    @Override
    public HttpResponse sign(HttpResponse response, HttpRequest inReplyTo) {
      throw unchecked(failure.get());
    }
  }
}

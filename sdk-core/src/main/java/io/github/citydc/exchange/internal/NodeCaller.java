package io.github.citydc.exchange.internal;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.github.citydc.exchange.CircuitOpenException;
import io.github.citydc.exchange.ExchangeException;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.TransportException;
import io.github.citydc.exchange.VerificationException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpHeaders;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.HttpTransport;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedResponse;
import io.github.citydc.naming.DirectoryUnavailableException;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.naming.NodeId;
import io.github.citydc.naming.UntrustedDirectoryException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Asks other nodes: looks up where they are, signs each try anew, verifies each answer, and tries
 * again a few times when that may help. Thread-safe.
 */
public final class NodeCaller {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration AS_USUAL = Duration.ofNanos(-1);
  private static final double JITTER = 0.25;

  private final MessageSigner signer;
  private final Answers answers;
  private final HttpTransport transport;
  private final NodeDirectory directory;
  private final Circuits circuits;
  private final Executor executor;
  private final RetryPolicy<Object> retries;

  /**
   * Asks with these parts.
   *
   * @param signer signs requests
   * @param verifier verifies responses
   * @param transport carries both
   * @param directory knows where the nodes are
   * @param circuits know which nodes to leave alone
   * @param executor does the work of asynchronous calls
   * @param maxAttempts how often a call is made before its failure is thrown, from 1
   */
  public NodeCaller(
      MessageSigner signer,
      MessageVerifier verifier,
      HttpTransport transport,
      NodeDirectory directory,
      Circuits circuits,
      Executor executor,
      int maxAttempts) {
    this.signer = signer;
    this.answers = new Answers(verifier);
    this.transport = transport;
    this.directory = directory;
    this.circuits = circuits;
    this.executor = executor;
    this.retries =
        RetryPolicy.builder()
            .handleIf(NodeCaller::mayPassSoon)
            .withMaxAttempts(maxAttempts)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withDelayFn(context -> pause(context.getLastException()))
            .withJitter(JITTER)
            .build();
  }

  /** Who is asked to wait longer than a caller should decides by himself. */
  private static boolean mayPassSoon(Throwable failure) {
    return failure instanceof ExchangeException e
        && e.isRetryable()
        && !(e instanceof CircuitOpenException)
        && e.retryAfter().orElse(Duration.ZERO).compareTo(LONGEST_WAIT) <= 0;
  }

  /** So long that, shortened by the jitter, it is what was asked for. */
  private static Duration pause(Throwable failure) {
    return failure instanceof ExchangeException e
        ? e.retryAfter()
            .map(asked -> Duration.ofMillis((long) Math.ceil(asked.toMillis() / (1 - JITTER))))
            .orElse(AS_USUAL)
        : AS_USUAL;
  }

  /**
   * In whose name it asks.
   *
   * @return the node that signs
   */
  public NodeId self() {
    return signer.node();
  }

  /**
   * Does the work of asynchronous calls.
   *
   * @return where what has to be waited for is done
   */
  public Executor executor() {
    return executor;
  }

  /**
   * Makes a call until it is answered, a few times at most.
   *
   * @param receiver whom to ask
   * @param call what for
   * @param reader what to make of the verified answer; its retryable failures are tried again, too
   * @param <T> what is read
   * @return what the reader made of it
   * @throws ProblemException if the node answered with a problem
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   * @throws CircuitOpenException if the node is left alone
   */
  public <T> T call(NodeId receiver, Call call, Function<VerifiedResponse, T> reader) {
    return call(receiver, call, Set.of(), reader);
  }

  /**
   * Makes a call as {@link #call(NodeId, Call, Function)}.
   *
   * @param receiver whom to ask
   * @param call what for
   * @param expected the statuses, besides those below 400, that the reader understands; other
   *     errors are problems
   * @param reader what to make of the verified answer; its retryable failures are tried again, too
   * @param <T> what is read
   * @return what the reader made of it
   */
  public <T> T call(
      NodeId receiver, Call call, Set<Integer> expected, Function<VerifiedResponse, T> reader) {
    NodeEntry entry = lookUp(receiver);
    try {
      return Failsafe.with(retries).get(() -> reader.apply(once(entry, call, expected)));
    } catch (FailsafeException e) {
      throw new TransportException("Interrupted while waiting to try again", e);
    }
  }

  /**
   * Asks whether something is there, with {@code HEAD}. What a node has against the question it
   * cannot say, since the answer has no body; it will when the thing is brought.
   *
   * @param receiver whom to ask
   * @param target where it would be
   * @return whether it is there; no if the node refuses to tell
   * @throws ProblemException if the node is too busy to answer
   * @throws TransportException if there was no answer
   */
  public boolean has(NodeId receiver, String target) {
    Call call = new Call(Answers.HEAD, target, HttpHeaders.empty(), HttpBody.empty());
    return call(receiver, call, answer -> answer.response().status() < Answers.ERRORS);
  }

  /**
   * Reads what a node tells anybody, without proof.
   *
   * @param receiver whom to ask
   * @param target {@code /node}
   * @return the answer, as it came
   * @throws TransportException if there was none, or an error
   */
  public HttpResponse unsigned(NodeId receiver, String target) {
    NodeEntry entry = lookUp(receiver);
    HttpRequest request =
        new HttpRequest("GET", uri(entry, target), HttpHeaders.empty(), HttpBody.empty());
    return Failsafe.with(retries).get(() -> Answers.unproven(transport.exchange(request)));
  }

  /**
   * Makes a call as {@link #call(NodeId, Call, Function)}, without keeping the caller waiting.
   *
   * @param receiver whom to ask
   * @param call what for
   * @param reader what to make of the verified answer
   * @param <T> what is read
   * @return what the reader made of it; when it ends otherwise, the call is broken off
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Every failure is told by the future returned.
  public <T> CompletableFuture<T> callAsync(
      NodeId receiver, Call call, Function<VerifiedResponse, T> reader) {
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<T> tries =
        Failsafe.with(retries)
            .with(executor)
            .getStageAsync(
                () -> {
                  CompletableFuture<T> attempt = onceAsync(lookUp(receiver), call, reader);
                  Futures.endWith(result, attempt);
                  return attempt;
                });
    tries.whenComplete((value, failure) -> Futures.settle(result, value, failure));
    Futures.endWith(result, tries);
    return result;
  }

  private VerifiedResponse once(NodeEntry receiver, Call call, Set<Integer> expected) {
    HttpRequest signed = signed(receiver, call);
    Circuits.Attempt attempt = circuits.begin(receiver.node());
    try {
      VerifiedResponse answer = answers.require(transport.exchange(signed), signed, expected);
      attempt.succeeded();
      return answer;
    } catch (RuntimeException | Error e) {
      attempt.failed(e);
      throw e;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Every failure is told by the future returned.
  private <T> CompletableFuture<T> onceAsync(
      NodeEntry receiver, Call call, Function<VerifiedResponse, T> reader) {
    HttpRequest signed = signed(receiver, call);
    Circuits.Attempt attempt = circuits.begin(receiver.node());
    try {
      CompletableFuture<T> answer =
          Futures.then(
              transport.exchangeAsync(signed, executor),
              response -> reader.apply(answers.require(response, signed, Set.of())),
              executor);
      answer.whenComplete((value, failure) -> attempt.ended(failure));
      return answer;
    } catch (RuntimeException | Error e) {
      attempt.failed(e);
      throw e;
    }
  }

  private HttpRequest signed(NodeEntry receiver, Call call) {
    return signer.sign(
        new HttpRequest(call.method(), uri(receiver, call.target()), call.headers(), call.body()),
        receiver.node());
  }

  private NodeEntry lookUp(NodeId node) {
    try {
      return directory
          .find(node)
          .orElseThrow(
              () ->
                  new RefusedException(
                      ProblemCode.NOT_FOUND, "The directory does not know the node " + node));
    } catch (DirectoryUnavailableException e) {
      throw new TransportException(
          "The directory could not be asked for " + node + ": " + e.getMessage(), e);
    } catch (UntrustedDirectoryException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static URI uri(NodeEntry node, String target) {
    URI baseUrl =
        node.baseUrl()
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "The directory has no address of the node " + node.node()));
    return URI.create(baseUrl + target);
  }
}

package io.github.citydc.exchange;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The caller of other nodes: it looks up their address, signs each attempt, verifies each response,
 * and retries temporary failures a few times. Thread-safe.
 */
final class NodeCaller {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** A node that takes less than it is sent works; so its pace is kept, for as long as this. */
  private static final Duration LONGEST_BACK_PRESSURE = Duration.ofMinutes(1);

  private static final int SLOWEST_PACE = 8;
  private static final Duration AS_USUAL = Duration.ofNanos(-1);
  private static final double JITTER = 0.25;

  private final MessageSigner signer;
  private final Answers answers;
  private final HttpTransport transport;
  private final NodeDirectory directory;
  private final Circuits circuits;
  private final PlainHttp plainHttp;
  private final List<RetryPolicy<Object>> retries;
  private final ClientWatch watching;

  NodeCaller(
      MessageSigner signer,
      MessageVerifier verifier,
      HttpTransport transport,
      NodeDirectory directory,
      Circuits circuits,
      ExchangeClientBuilder settings) {
    this.watching = new ClientWatch(settings.listeners, settings.tracing);
    this.plainHttp = settings.plainHttp ? PlainHttp.ALLOWED : PlainHttp.THIS_MACHINE;
    this.signer = signer;
    this.answers = new Answers(verifier);
    this.transport = transport;
    this.directory = directory;
    this.circuits = circuits;
    RetryPolicy<Object> afterFailures =
        RetryPolicy.builder()
            .handleIf(failure -> mayPassSoon(failure) && !isBackPressure(failure))
            .withMaxAttempts(settings.maxAttempts)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withDelayFn(context -> pause(context.getLastException()))
            .withJitter(JITTER)
            .build();
    this.retries =
        settings.maxAttempts == 1
            ? List.of(afterFailures)
            : List.of(underBackPressure(), afterFailures);
  }

  private static RetryPolicy<Object> underBackPressure() {
    return RetryPolicy.builder()
        .handleIf(failure -> mayPassSoon(failure) && isBackPressure(failure))
        .withMaxAttempts(-1)
        .withMaxDuration(LONGEST_BACK_PRESSURE)
        .withDelayFn(
            context ->
                pause(context.getLastException())
                    .multipliedBy(Math.min(SLOWEST_PACE, context.getAttemptCount())))
        .withJitter(JITTER)
        .build();
  }

  /** The node has said, signed, that it works and how long to wait. */
  private static boolean isBackPressure(Throwable failure) {
    return failure instanceof ExchangeException e
        && e.retryAfter().isPresent()
        && Circuits.said(e).filter(ProblemCode.RATE_LIMITED::equals).isPresent();
  }

  /** A delay longer than a caller should wait is left to the application. */
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
            .map(
                asked ->
                    Duration.ofMillis((long) Math.ceil(BoundedTime.millis(asked) / (1 - JITTER))))
            .orElse(AS_USUAL)
        : AS_USUAL;
  }

  NodeId self() {
    return signer.node();
  }

  /**
   * Makes a call until it is answered, a few times at most.
   *
   * @param receiver the node to query
   * @param call the request
   * @param reader what to make of the verified answer; its retryable failures are tried again, too
   * @param executor does the work
   * @return what the reader made of it; when it ends otherwise, the call is broken off
   */
  @SuppressWarnings("FutureReturnValueIgnored") // Every failure is told by the future returned.
  <T> CompletableFuture<T> call(
      NodeId receiver, Call call, Function<VerifiedResponse, T> reader, Executor executor) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Tries earlier = new Tries();
    CallWatch watch = watching.begin(receiver, call);
    CompletableFuture<T> tries =
        Failsafe.with(retries)
            .with(new RetryThreads(executor))
            .getStageAsync(
                () -> {
                  watch.tried();
                  CompletableFuture<T> attempt =
                      once(lookUp(receiver), watch.call(), reader, executor);
                  Futures.endWith(result, attempt);
                  return attempt.whenComplete(
                      (value, failure) -> {
                        watch.tried(failure);
                        earlier.add(failure);
                      });
                });
    tries.whenComplete(
        (value, failure) -> {
          Throwable told = earlier.told(failure);
          watch.ended(told);
          Futures.settle(result, value, told);
        });
    Futures.endWith(result, tries);
    return result;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Every failure is told by the future returned.
  private <T> CompletableFuture<T> once(
      NodeEntry receiver, Call call, Function<VerifiedResponse, T> reader, Executor executor) {
    HttpRequest signed = signed(receiver, call);
    Circuits.Attempt attempt = circuits.begin(receiver.node());
    try {
      CompletableFuture<T> answer =
          Futures.then(
              transport.exchangeAsync(signed, executor),
              response -> reader.apply(answers.require(response, signed, call)),
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
                  RefusedException.beforeSending(
                      ProblemCode.NOT_FOUND, "The directory does not know the node " + node));
    } catch (DirectoryUnavailableException e) {
      throw TransportException.beforeSending(
          "The directory could not be asked for " + node + ": " + e.getMessage(), e);
    } catch (UntrustedDirectoryException e) {
      throw VerificationException.beforeSending(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private URI uri(NodeEntry node, String target) {
    URI baseUrl =
        node.baseUrl()
            .orElseThrow(
                () ->
                    RefusedException.beforeSending(
                        ProblemCode.NOT_FOUND,
                        "The directory has no address of the node " + node.node()));
    return URI.create(plainHttp.require(node.node(), baseUrl) + target);
  }
}

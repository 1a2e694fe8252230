package io.github.citydc.exchange;

import io.github.citydc.exchange.event.AnswerEvent;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.internal.LogContext;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.security.RequestVerification;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A request on its way through a receiver, for those who listen and for the lines of the log. Of
 * one thread.
 */
final class RequestWatch implements AutoCloseable {

  private static final int FIRST_ERROR = 400;

  private final ReceiverWatch watch;
  private final Optional<RequestEvent> begun;
  private final long start = System.nanoTime();
  private final Deque<LogContext> log = new ArrayDeque<>(2);
  private Optional<RequestEvent> request;
  private RequestVerification verification = RequestVerification.UNVERIFIED;
  private Optional<ProblemCode> code = Optional.empty();

  RequestWatch(
      ReceiverWatch watch,
      HttpRequest arrived,
      Optional<String> address,
      Optional<TraceParent> trace) {
    this.watch = watch;
    this.begun =
        watch.isIdle() ? Optional.empty() : Optional.of(watch.event(arrived, address, trace));
    this.request = begun;
    trace.ifPresent(of -> log.push(LogContext.trace(of.traceId())));
    begun.ifPresent(event -> watch.tell(listener -> listener.received(event)));
  }

  /** Its signature stands, so that its sender is known. */
  void isOf(NodeId sender) {
    verification = RequestVerification.VERIFIED;
    log.push(LogContext.node(sender));
    request = request.map(event -> event.of(sender));
    request.ifPresent(watch::workingOn);
  }

  /** It may be worked on. */
  void verified() {
    request.ifPresent(event -> watch.tell(listener -> listener.verified(event)));
  }

  /** It will not be worked on. */
  void failed(Throwable reason) {
    if (begun.isPresent()) {
      code = Optional.of(Problems.code(reason));
    }
  }

  /** An answer was found, which is not signed yet. */
  HttpResponse found(HttpResponse answer) {
    if (begun.isPresent() && answer.status() >= FIRST_ERROR) {
      code = code(answer);
    }
    return answer;
  }

  private static Optional<ProblemCode> code(HttpResponse refusal) {
    try {
      return Optional.of(Problem.fromJson(refusal.status(), refusal.body().toByteArray()).code());
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /** The answer is complete. */
  HttpResponse ended(HttpResponse answer) {
    request.ifPresent(event -> tell(event, answer));
    return answer;
  }

  private void tell(RequestEvent event, HttpResponse answer) {
    AnswerEvent told =
        new AnswerEvent(
            event,
            answer.status(),
            code,
            verification,
            answer.body().size(),
            Duration.ofNanos(System.nanoTime() - start));
    watch.tell(
        listener -> {
          if (code.isPresent()) {
            listener.refused(told);
          } else {
            listener.answered(told);
          }
        });
  }

  @Override
  public void close() {
    watch.done();
    log.forEach(LogContext::close);
  }
}

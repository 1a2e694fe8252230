package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.ExchangeReceiver;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request on its way through the servlet: its body arrives, it is handled or refused, its
 * response leaves. Each step is taken once, by whichever event comes first: the end of the body,
 * the timeout, or the end of the connection.
 */
final class PendingRequest {

  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServlet.class);

  private enum Step {
    ARRIVING,
    HANDLED,
    LEAVING
  }

  private final AsyncContext context;
  private final HttpRequest head;
  private final String address;
  private final ServletParts parts;
  private final AtomicReference<Step> step = new AtomicReference<>(Step.ARRIVING);
  private final AtomicBoolean over = new AtomicBoolean();
  private final BodyReader reader;
  private volatile long since = System.nanoTime();

  /** Everything that requests share. */
  record ServletParts(
      ExchangeReceiver receiver, Workers workers, Memory memory, ClientAddress addresses) {}

  private PendingRequest(
      AsyncContext context, HttpRequest head, String address, int mostBytes, ServletParts parts) {
    this.context = context;
    this.head = head;
    this.address = address;
    this.parts = parts;
    this.reader =
        new BodyReader(
            this, context.getRequest(), mostBytes, parts.receiver().limits(), parts.memory());
  }

  /** Begins to receive a request; who waits to be asked for a body that is too large is not. */
  static void begin(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpRequest head,
      ServletParts parts)
      throws IOException {
    AsyncContext context = request.startAsync(request, response);
    context.setTimeout(0);
    int mostBytes = parts.receiver().maxBodySize(head);
    PendingRequest pending =
        new PendingRequest(context, head, parts.addresses().of(request), mostBytes, parts);
    parts.workers().watch(pending);
    if (request.getContentLengthLong() > mostBytes) {
      pending.refuse(BodyReader.tooLarge(mostBytes));
    } else {
      request.getInputStream().setReadListener(pending.reader);
    }
  }

  boolean isArriving() {
    return step.get() == Step.ARRIVING;
  }

  /** The body is complete. */
  void received(Content body) {
    if (step.compareAndSet(Step.ARRIVING, Step.HANDLED)) {
      try {
        parts.workers().execute(() -> handle(body));
      } catch (RejectedExecutionException e) {
        answerRefusal(
            new RefusedException(
                ProblemCode.UNAVAILABLE, "This node is busy", Duration.ofSeconds(1)));
      }
    }
  }

  /** The body cannot be read to its end: no body of HTTP, or the connection is gone. */
  void broken() {
    if (step.compareAndSet(Step.ARRIVING, Step.HANDLED)) {
      bare(HttpServletResponse.SC_BAD_REQUEST);
    } else {
      end();
    }
  }

  /** The container does not wait for the rest of the body. */
  void stalled() {
    if (step.compareAndSet(Step.ARRIVING, Step.HANDLED)) {
      answerRefusal(tooSlow());
    } else {
      end();
    }
  }

  private static RefusedException tooSlow() {
    return new RefusedException(
        ProblemCode.REQUEST_TIMEOUT, "The body of the request arrives too slowly");
  }

  private void handle(Content body) {
    try {
      leave(parts.receiver().handle(head.body(body), address), false);
    } catch (RuntimeException | Error e) {
      LOG.error("A request could not be answered: {}", e.getClass().getName());
      bare(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }
  }

  /** The body will not be waited for. */
  void refuse(RefusedException reason) {
    if (step.compareAndSet(Step.ARRIVING, Step.HANDLED)) {
      answerRefusal(reason);
    }
  }

  /** Signing costs time, too: beyond a few at once a refusal is a bare status. */
  private void answerRefusal(RefusedException reason) {
    if (!parts
        .workers()
        .signRefusal(() -> leave(parts.receiver().refuse(head, reason, address), true))) {
      bare(reason.code().status());
    }
  }

  private void leave(HttpResponse response, boolean closing) {
    since = System.nanoTime();
    step.set(Step.LEAVING);
    reader.release();
    try {
      HttpServletResponse to = (HttpServletResponse) context.getResponse();
      to.setStatus(response.status());
      response.headers().forEach(to::addHeader);
      if (closing) {
        to.setHeader("Connection", "close");
      }
      if (!head.method().equals("HEAD")) {
        to.setContentLength(response.body().size());
      }
      to.getOutputStream()
          .setWriteListener(new ResponseWriter(this, to.getOutputStream(), response.body()));
    } catch (IOException | IllegalStateException e) {
      end();
    }
  }

  private void bare(int status) {
    try {
      HttpServletResponse to = (HttpServletResponse) context.getResponse();
      to.setStatus(status);
      to.setHeader("Connection", "close");
    } catch (IllegalStateException e) {
      LOG.debug("The connection has ended before the refusal");
    }
    end();
  }

  /** The response is written, or the connection has ended. */
  void end() {
    step.set(Step.LEAVING);
    if (!over.getAndSet(true)) {
      parts.workers().forget(this);
      reader.release();
      try {
        context.complete();
      } catch (IllegalStateException e) {
        LOG.debug("The container has ended the request by itself");
      }
    }
  }

  /** Ends the request if it takes longer than the limits allow. */
  void look() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - since);
    if (isArriving() && reader.isTooSlow(elapsed)) {
      refuse(tooSlow());
    } else if (step.get() == Step.LEAVING
        && elapsed.compareTo(parts.receiver().limits().bodyTime()) > 0) {
      end();
    }
  }
}

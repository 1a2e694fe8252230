package io.github.citydc.exchange.document;

import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Sends what waits in a document log: of each copy one message after the other, so that none
 * overtakes another that was lost. Thread-safe; several processes may send from the same log.
 */
final class DocumentCourier {

  private static final PayloadType ACTION = PayloadType.of(DocumentAction.class);

  private final DocumentLog log;
  private final Function<PreparedMessage, SignedReceipt> sending;

  /**
   * A courier.
   *
   * @param log what waits
   * @param sending brings a message to its receiver, and its receipt
   */
  DocumentCourier(DocumentLog log, Function<PreparedMessage, SignedReceipt> sending) {
    this.log = log;
    this.sending = sending;
  }

  /**
   * Sends what waits on a copy.
   *
   * @throws ExchangeException the first failure; what was not sent waits, unless it was refused
   */
  void send(CopyKey copy) {
    try {
      sendInOrder(copy);
    } catch (ProblemException e) {
      if (!e.problem().code().equals(ProblemCode.PARTS_MISSING)
          || !e.problem().missing().isEmpty()) {
        throw e;
      }
      // No file is missing but an earlier action, which the receiver has lost with its database.
      log.sendAgain(copy);
      sendInOrder(copy);
    }
  }

  private void sendInOrder(CopyKey copy) {
    for (DocumentMessage message : log.waiting(copy)) {
      send(copy, message);
    }
  }

  private void send(CopyKey copy, DocumentMessage message) {
    SignedReceipt receipt;
    try {
      receipt = sending.apply(message.message());
    } catch (ProblemException e) {
      if (e.delivery() == Delivery.REFUSED && saysNothingOfEarlier(e)) {
        log.giveUp(copy, message.actionId());
      }
      throw e;
    } catch (RefusedException e) {
      if (e.nothingWasSent() && e.code().isAboutContent()) {
        log.giveUp(copy, message.actionId());
      }
      throw e;
    }
    log.delivered(message, receipt);
  }

  /** A message under whose id something was accepted, or may have been, is not one that was not. */
  private static boolean saysNothingOfEarlier(ProblemException e) {
    return !e.problem().code().equals(ProblemCode.MESSAGE_CONFLICT);
  }

  /** Sends what waits on all copies. One that cannot be sent keeps no other from it. */
  void sendAll() {
    for (CopyKey copy : log.waiting()) {
      try {
        send(copy);
      } catch (ExchangeException e) {
        Problems.log("A document or an action on it could not be sent", e);
      }
    }
  }

  /** Sends what waits, now and then. Its thread is never interrupted. */
  BackgroundWork start(Duration pause) {
    CountDownLatch closing = new CountDownLatch(1);
    Thread thread = new Thread(() -> sendUntil(closing, pause), "cdx-documents");
    thread.setDaemon(true);
    thread.start();
    return () -> {
      closing.countDown();
      awaitUninterruptibly(thread);
    };
  }

  private void sendUntil(CountDownLatch closing, Duration pause) {
    try {
      do {
        sendAllOrLog();
      } while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendAllOrLog() {
    try {
      sendAll();
    } catch (RuntimeException | Error e) {
      Problems.log("Documents cannot be sent at present", e);
    }
  }

  private static void awaitUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The receipt of a message of an action; empty if there is no such message, or no receipt. */
  Optional<SignedReceipt> receipt(String actionId, PayloadType type) {
    return log.message(actionId, type)
        .flatMap(message -> log.history().receipt(message.message().messageId()));
  }

  /** Whether an action has not been told yet, as far as is known here. */
  boolean isWaiting(CopyKey copy, String actionId) {
    return log.waiting(copy).stream()
        .anyMatch(
            message ->
                message.actionId().equals(actionId)
                    && message.message().envelope().type().equals(ACTION));
  }
}

package io.github.citydc.exchange;

import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.TransportException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * The synchronous form of an asynchronous call: the caller waits, and does the work of the call on
 * its own thread meanwhile, so that no pool bounds how many callers can wait.
 */
final class Waiting implements Executor {

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();

  private Waiting() {}

  @Override
  public void execute(Runnable task) {
    work.add(task);
  }

  /**
   * Waits for a call.
   *
   * @param begin begins the call, whose work is done on the executor
   * @return its result
   * @throws TransportException if the thread is interrupted; the call is broken off
   */
  static <T> T on(Function<Executor, CompletableFuture<T>> begin) {
    Waiting caller = new Waiting();
    CompletableFuture<T> result = begin.apply(caller);
    CompletableFuture<T> woken = result.whenComplete((value, failure) -> caller.execute(() -> {}));
    try {
      while (!result.isDone()) {
        caller.work.take().run();
      }
    } catch (InterruptedException e) {
      woken.cancel(true);
      result.cancel(true);
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for an answer", e);
    }
    return outcome(result);
  }

  private static <T> T outcome(CompletableFuture<T> ended) {
    try {
      return ended.join();
    } catch (CompletionException e) {
      Throwable failure = Futures.unwrapped(e);
      if (failure instanceof RuntimeException known) {
        throw known;
      }
      if (failure instanceof Error known) {
        throw known;
      }
      throw e;
    }
  }
}

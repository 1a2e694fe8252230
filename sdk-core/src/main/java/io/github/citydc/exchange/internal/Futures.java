package io.github.citydc.exchange.internal;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Futures whose end ends the work behind them: when one is canceled, or completed from outside as
 * by {@code orTimeout}, what would have completed it is broken off.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // Every failure is told by the future that is returned.
public final class Futures {

  private Futures() {}

  /**
   * Does some work on an executor.
   *
   * @param work what to do; not begun if the future has ended before
   * @param breakOff called once the future has ended, whichever way; harmless if the work is done
   * @param executor where
   * @param <T> what the work gives
   * @return its result or failure
   * @throws java.util.concurrent.RejectedExecutionException if the executor does not take the work
   */
  public static <T> CompletableFuture<T> run(
      Callable<T> work, Runnable breakOff, Executor executor) {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (!result.isDone()) {
            complete(result, work);
          }
        });
    result.whenComplete((value, failure) -> breakOff.run());
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable e) {
      result.completeExceptionally(unwrapped(e));
    }
  }

  /**
   * Does one thing after another.
   *
   * @param first what comes first; canceled if the result ends before it
   * @param next what to make of its value
   * @param failed what to make of its failure
   * @param executor where
   * @param <T> what the first gives
   * @param <R> what the next makes of it
   * @return the next's result, or the failure of either
   */
  public static <T, R> CompletableFuture<R> then(
      CompletableFuture<T> first,
      Function<T, R> next,
      Function<Throwable, Throwable> failed,
      Executor executor) {
    CompletableFuture<R> result = new CompletableFuture<>();
    first.whenCompleteAsync(
        (value, failure) -> {
          if (failure != null) {
            result.completeExceptionally(failed.apply(unwrapped(failure)));
          } else if (!result.isDone()) {
            complete(result, () -> next.apply(value));
          }
        },
        executor);
    endWith(result, first);
    return result;
  }

  /**
   * Does one thing after another, failures left as they are.
   *
   * @param first what comes first; canceled if the result ends before it
   * @param next what to make of its value
   * @param executor where
   * @param <T> what the first gives
   * @param <R> what the next makes of it
   * @return the next's result, or the failure of either
   */
  public static <T, R> CompletableFuture<R> then(
      CompletableFuture<T> first, Function<T, R> next, Executor executor) {
    return then(first, next, failure -> failure, executor);
  }

  /**
   * Begins one thing after another.
   *
   * @param first what comes first; canceled if the result ends before it
   * @param next what to begin with its value; canceled likewise
   * @param executor where it is begun
   * @param <T> what the first gives
   * @param <R> what the next gives
   * @return the next's result, or the failure of either
   */
  public static <T, R> CompletableFuture<R> compose(
      CompletableFuture<T> first, Function<T, CompletableFuture<R>> next, Executor executor) {
    CompletableFuture<R> result = new CompletableFuture<>();
    then(
            first,
            value -> {
              CompletableFuture<R> second = next.apply(value);
              endWith(result, second);
              return second.whenComplete((end, failure) -> settle(result, end, failure));
            },
            executor)
        .whenComplete(
            (begun, failure) -> {
              if (failure != null) {
                result.completeExceptionally(unwrapped(failure));
              }
            });
    endWith(result, first);
    return result;
  }

  /**
   * Ends a future as another one has ended.
   *
   * @param result what to end
   * @param value the other's value, null if it has failed
   * @param failure the other's failure, null if there is none
   * @param <T> what they give
   */
  public static <T> void settle(
      CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(unwrapped(failure));
    }
  }

  /**
   * Ends a future with another one.
   *
   * @param leading whose end counts
   * @param following canceled when the other has ended, whichever way
   */
  public static void endWith(CompletableFuture<?> leading, CompletableFuture<?> following) {
    leading.whenComplete((value, failure) -> following.cancel(true));
  }

  /**
   * How a future has failed that has ended.
   *
   * @param ended a future that has ended
   * @return the innermost failure, empty if it has a value
   */
  public static Optional<Throwable> failure(CompletableFuture<?> ended) {
    return ended
        .handle((value, failure) -> Optional.ofNullable(failure).map(Futures::unwrapped))
        .join();
  }

  /**
   * What really went wrong.
   *
   * @param failure as a stage reports it
   * @return the innermost failure that is not only a wrapper of futures
   */
  public static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && cause != null ? unwrapped(cause) : failure;
  }
}

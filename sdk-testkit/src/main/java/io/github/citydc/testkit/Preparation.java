package io.github.citydc.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a node that do not need each other, made at the same time: most of the first start
 * is the loading of classes. If the start fails, what was made is given back.
 */
final class Preparation implements AutoCloseable {

  private static final int PARTS = 2;

  private final ExecutorService threads = Executors.newFixedThreadPool(PARTS);
  private final List<Part<?>> parts = new ArrayList<>();
  private boolean succeeded;

  private Preparation() {}

  static Preparation begin() {
    return new Preparation();
  }

  /** A part that is being made. */
  static final class Part<T> {

    private final Future<T> making;
    private final Consumer<T> givingBack;

    private Part(Future<T> making, Consumer<T> givingBack) {
      this.making = making;
      this.givingBack = givingBack;
    }

    /** Waits for it, even if the thread is interrupted. */
    T result() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return making.get();
          } catch (InterruptedException e) {
            interrupted = true;
          } catch (ExecutionException e) {
            throw failure(e.getCause());
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
      if (cause instanceof Error error) {
        throw error;
      }
      return cause instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("A part of the sandbox node could not be made", cause);
    }

    private void giveBack() {
      try {
        givingBack.accept(result());
      } catch (RuntimeException e) {
        // It was not made, or the failure before it is the one to tell.
      }
    }
  }

  <T> Part<T> add(Supplier<T> making, Consumer<T> givingBack) {
    Part<T> part = new Part<>(threads.submit(making::get), givingBack);
    parts.add(part);
    return part;
  }

  /** The node has everything now. */
  void succeeded() {
    succeeded = true;
  }

  @Override
  public void close() {
    if (!succeeded) {
      parts.forEach(Part::giveBack);
    }
    threads.shutdown();
  }
}

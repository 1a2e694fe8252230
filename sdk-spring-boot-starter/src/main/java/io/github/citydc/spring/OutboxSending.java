package io.github.citydc.spring;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The dispatcher of the outbox, as long as the application runs. It starts after everything else,
 * and stops first: messages under way are waited for, up to a minute, while the database is there.
 */
final class OutboxSending implements SmartLifecycle {

  private final Supplier<OutboxDispatcherBuilder> builder;
  private @Nullable OutboxDispatcher dispatcher;

  OutboxSending(Supplier<OutboxDispatcherBuilder> builder) {
    this.builder = builder;
  }

  @Override
  public synchronized void start() {
    if (dispatcher == null) {
      dispatcher = builder.get().start();
    }
  }

  @Override
  public void stop() {
    OutboxDispatcher running;
    synchronized (this) {
      running = dispatcher;
      dispatcher = null;
    }
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running().isPresent();
  }

  /** What the dispatcher finds, empty if it is not running. */
  Optional<Health> health() {
    return running().map(OutboxDispatcher::health);
  }

  private synchronized Optional<OutboxDispatcher> running() {
    return Optional.ofNullable(dispatcher);
  }
}

package io.github.citydc.spring;

import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeReceiver;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The background work of the receiver, as long as the application runs. It stops when the server
 * has answered its last request.
 */
final class ReceiverWork implements SmartLifecycle {

  private final ExchangeReceiver receiver;
  private final SpringTransactions transactions;
  private @Nullable BackgroundWork work;

  ReceiverWork(ExchangeReceiver receiver, SpringTransactions transactions) {
    this.receiver = receiver;
    this.transactions = transactions;
  }

  /** Before the server, which starts late. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Override
  public synchronized void start() {
    if (work == null) {
      transactions.require();
      work = receiver.start();
    }
  }

  @Override
  public synchronized void stop() {
    BackgroundWork running = work;
    work = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return work != null;
  }
}

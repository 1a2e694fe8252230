package io.github.citydc.exchange.servlet;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that bodies may take up together. Thread-safe. */
final class Memory {

  private final AtomicLong free;

  Memory(long bytes) {
    this.free = new AtomicLong(bytes);
  }

  boolean take(int bytes) {
    return free.getAndUpdate(left -> left >= bytes ? left - bytes : left) >= bytes;
  }

  void give(long bytes) {
    free.addAndGet(bytes);
  }
}

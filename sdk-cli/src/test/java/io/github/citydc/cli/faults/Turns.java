package io.github.citydc.cli.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Faults that take turns, in an order left to chance, and how often each came about. Thread-safe.
 */
final class Turns<F extends Enum<F>> {

  private final List<F> faults;
  private final Random random;
  private final Consumer<List<F>> arrangement;
  private final Deque<F> next = new ArrayDeque<>();
  private final Map<F, LongAdder> happened;

  /**
   * Begins with the first round.
   *
   * @param arrangement has the last word on the order of a round, and may add to it
   */
  Turns(Class<F> kind, Random random, Consumer<List<F>> arrangement) {
    this.faults = List.of(kind.getEnumConstants());
    this.random = random;
    this.arrangement = arrangement;
    this.happened = new EnumMap<>(kind);
    for (F fault : faults) {
      happened.put(fault, new LongAdder());
    }
  }

  synchronized F take() {
    if (next.isEmpty()) {
      List<F> round = new ArrayList<>(faults);
      Collections.shuffle(round, random);
      arrangement.accept(round);
      next.addAll(round);
    }
    return next.remove();
  }

  /** A fault that could not come about has another turn. */
  synchronized void putBack(F fault) {
    next.addLast(fault);
  }

  /** A fault that has not come about at all is the next to have a turn. */
  synchronized void putFirst(F fault) {
    if (happened.get(fault).sum() == 0) {
      next.addFirst(fault);
    }
  }

  void happened(F fault) {
    happened.get(fault).increment();
  }

  /** How often each came about, by its name. */
  Map<String, Long> happened() {
    Map<String, Long> counts = new TreeMap<>();
    happened.forEach((fault, count) -> counts.put(fault.name(), count.sum()));
    return counts;
  }
}

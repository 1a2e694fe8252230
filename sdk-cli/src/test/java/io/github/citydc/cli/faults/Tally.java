package io.github.citydc.cli.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what happened in a test: kills, other blows, what was delivered. Thread-safe. */
final class Tally {

  private final Map<String, Long> counts = new TreeMap<>();

  synchronized void add(String what, long count) {
    counts.merge(what, count, Long::sum);
  }

  void add(String what) {
    add(what, 1);
  }

  /** All counts in one line. */
  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}

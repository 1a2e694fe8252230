package io.github.citydc.testkit.internal;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts requests in slots of time. Not thread-safe. */
final class Rates {

  static final int SLOT_SECONDS = 5;
  static final int SLOTS = 60;

  private final TreeMap<Long, long[]> slots = new TreeMap<>();

  /** Accepted and refused requests by slot, the oldest first. */
  record Slots(List<Long> accepted, List<Long> refused) {}

  void count(Sighting sighting) {
    long slot = sighting.at().getEpochSecond() / SLOT_SECONDS;
    slots.computeIfAbsent(slot, any -> new long[2])[sighting.isRefused() ? 1 : 0]++;
    if (slots.size() > SLOTS) {
      slots.pollFirstEntry();
    }
  }

  Slots until(Instant now) {
    long first = now.getEpochSecond() / SLOT_SECONDS - SLOTS + 1;
    long[] accepted = new long[SLOTS];
    long[] refused = new long[SLOTS];
    for (Map.Entry<Long, long[]> slot :
        slots.subMap(first, true, first + SLOTS - 1, true).entrySet()) {
      accepted[(int) (slot.getKey() - first)] = slot.getValue()[0];
      refused[(int) (slot.getKey() - first)] = slot.getValue()[1];
    }
    return new Slots(listed(accepted), listed(refused));
  }

  private static List<Long> listed(long[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}

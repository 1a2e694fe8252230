package io.github.citydc.exchange.outbox;

import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which leased messages travel together: those for one receiver. One that has failed before is sent
 * with fewer others, and then by itself. So a message that breaks its bundle, whatever it does to
 * the receiver, is soon alone; and while a receiver is away, a try costs few messages an attempt.
 * Messages of one ordering key stay together, however many they are.
 */
final class Bundling {

  private static final int FEWER = 10;

  private Bundling() {}

  private record Group(NodeId receiver, int size) {}

  /**
   * Cuts messages into bundles.
   *
   * @param entries in order
   * @param most how many travel together at most
   * @return the bundles, in the order of their first messages
   */
  static List<List<OutboxEntry>> of(List<OutboxEntry> entries, int most) {
    List<List<OutboxEntry>> bundles = new ArrayList<>();
    Map<Group, List<OutboxEntry>> open = new HashMap<>();
    Map<String, List<OutboxEntry>> ofKey = new HashMap<>();
    for (OutboxEntry entry : entries) {
      Group group = new Group(entry.message().envelope().receiver(), size(entry.attempts(), most));
      List<OutboxEntry> bundle =
          entry.orderingKey().map(ofKey::get).orElseGet(() -> open.get(group));
      if (bundle == null || (bundle.size() >= group.size() && !isJoined(entry, ofKey))) {
        bundle = new ArrayList<>();
        bundles.add(bundle);
        open.put(group, bundle);
      }
      bundle.add(entry);
      List<OutboxEntry> joined = bundle;
      entry.orderingKey().ifPresent(key -> ofKey.put(key, joined));
    }
    return bundles;
  }

  private static boolean isJoined(OutboxEntry entry, Map<String, List<OutboxEntry>> ofKey) {
    return entry.orderingKey().filter(ofKey::containsKey).isPresent();
  }

  /**
   * Tells whether one has to be handled before another.
   *
   * @param together what is sent together
   * @return true if two are of one ordering key
   */
  static boolean areInOrder(List<OutboxEntry> together) {
    Set<String> keys = new HashSet<>();
    return together.stream()
        .anyMatch(entry -> entry.orderingKey().filter(key -> !keys.add(key)).isPresent());
  }

  private static int size(int attempts, int most) {
    return switch (attempts) {
      case 0 -> Math.max(1, most);
      case 1 -> Math.max(1, most / FEWER);
      default -> 1;
    };
  }
}

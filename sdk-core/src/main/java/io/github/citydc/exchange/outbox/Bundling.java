package io.github.citydc.exchange.outbox;

import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which leased messages travel together: those for one receiver. One that has failed before is sent
 * with fewer others, and then by itself. So a message that breaks its bundle, whatever it does to
 * the receiver, is soon alone; and while a receiver is away, a try costs few messages an attempt.
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
    Map<Group, List<OutboxEntry>> open = new LinkedHashMap<>();
    for (OutboxEntry entry : entries) {
      Group group = new Group(entry.message().envelope().receiver(), size(entry.attempts(), most));
      List<OutboxEntry> bundle = open.get(group);
      if (bundle == null || bundle.size() >= group.size()) {
        bundle = new ArrayList<>();
        bundles.add(bundle);
        open.put(group, bundle);
      }
      bundle.add(entry);
    }
    return bundles;
  }

  private static int size(int attempts, int most) {
    return switch (attempts) {
      case 0 -> Math.max(1, most);
      case 1 -> Math.max(1, most / FEWER);
      default -> 1;
    };
  }
}

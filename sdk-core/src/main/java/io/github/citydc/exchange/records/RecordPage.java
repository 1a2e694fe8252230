package io.github.citydc.exchange.records;

import java.util.List;

/**
 * A page of changes, in the order in which they were committed.
 *
 * @param changes the changes
 * @param next the cursor of what comes behind them, to be kept and given back as it is
 * @param more whether there is more already; if not, query again later
 */
public record RecordPage(List<RecordChange> changes, String next, boolean more) {

  /** Copies the list. */
  public RecordPage {
    changes = List.copyOf(changes);
  }
}

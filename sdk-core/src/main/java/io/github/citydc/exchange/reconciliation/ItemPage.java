package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.AcceptedItem;
import java.util.List;

/**
 * A page of the items a receiver has accepted in one hour.
 *
 * @param items sorted by id
 * @param more whether there are more behind the last one
 */
public record ItemPage(List<AcceptedItem> items, boolean more) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the items are not sorted, or an empty page promises more
   */
  public ItemPage {
    items = List.copyOf(items);
    for (int i = 1; i < items.size(); i++) {
      if (items.get(i - 1).id().compareTo(items.get(i).id()) >= 0) {
        throw new IllegalArgumentException("The items of a page are sorted by id");
      }
    }
    if (more && items.isEmpty()) {
      throw new IllegalArgumentException("More can only come behind an item");
    }
  }
}

package io.github.citydc.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defensive copies for the constructors of records. */
public final class Copies {

  private Copies() {}

  /**
   * Copies a list.
   *
   * @param list a list, or null if there is none
   * @param <T> type of the elements
   * @return an immutable list, empty if there was none
   */
  public static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}

package io.github.citydc.testkit.conformance;

import java.util.Optional;
import java.util.function.Supplier;

/** Something that is made when it is asked for first. Not thread-safe. */
final class Lazy<T> {

  private final Supplier<T> maker;
  private Optional<T> made = Optional.empty();

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    if (made.isEmpty()) {
      made = Optional.of(maker.get());
    }
    return made.get();
  }
}

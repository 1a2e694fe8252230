package io.github.citydc.cli.faults;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A place in its work at which a process waits, once, until a line on its standard input lets it go
 * on: so that what begins meanwhile meets it with work left, however fast it is.
 */
final class Hold {

  static final String HELD = "held";

  /** Nowhere. */
  static final long NEVER = 0;

  private final long place;
  private boolean over;

  Hold(String place) {
    this.place = Long.parseLong(place);
  }

  /** Waits, if this is the place. */
  synchronized void at(long here) {
    if (here != place || over) {
      return;
    }
    over = true;
    System.out.println(HELD);
    try {
      int read = System.in.read();
      while (read >= 0 && read != '\n') {
        read = System.in.read();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

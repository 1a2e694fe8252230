package io.github.citydc.cli.front.outbound;

import io.github.citydc.exchange.message.Content;
import java.util.Optional;

/**
 * A record of a file.
 *
 * @param line where it begins, from 1
 * @param payload JSON
 * @param errors why it is none
 */
record FileRecord(long line, Content payload, Optional<String> errors) {

  /** Without the payload. */
  @Override
  public String toString() {
    return "line " + line;
  }
}

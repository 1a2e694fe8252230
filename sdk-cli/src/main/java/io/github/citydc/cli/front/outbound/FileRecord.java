package io.github.citydc.cli.front.outbound;

import java.util.Optional;

/**
 * A record of a file.
 *
 * @param line where it begins, from 1
 * @param payload JSON
 * @param errors why it is none
 */
record FileRecord(long line, byte[] payload, Optional<String> errors) {

  /** Without the payload. */
  @Override
  public String toString() {
    return "line " + line;
  }
}

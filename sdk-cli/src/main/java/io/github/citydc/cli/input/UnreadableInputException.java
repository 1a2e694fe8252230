package io.github.citydc.cli.input;

import java.io.IOException;

/** Thrown when a file that the command line names cannot be read. */
public final class UnreadableInputException extends IOException {

  private static final long serialVersionUID = 1L;

  UnreadableInputException(String message) {
    super(message);
  }

  UnreadableInputException(String message, IOException cause) {
    super(message, cause);
  }
}

package io.github.citydc.cli;

/** What the exit codes of all commands mean. */
final class ExitCodes {

  static final int GOOD = 0;

  /** Something was looked at, and is not as it should be. */
  static final int FINDINGS = 1;

  /** The words of the command are wrong, or a file they name is not there. */
  static final int USAGE = 2;

  /** It could not be done, or not to its end: no answer, no database, no room. */
  static final int FAILED = 3;

  private ExitCodes() {}
}

package io.github.citydc.testkit.conformance;

/**
 * A check with what it does.
 *
 * @param about what it checks
 * @param body tries it
 * @param <E> what it works with
 */
record Check<E>(ConformanceCheck about, Body<E> body) {

  /** Tries one thing. */
  @FunctionalInterface
  interface Body<E> {

    /**
     * Returns if it holds.
     *
     * @throws CheckFailed if it does not
     * @throws CheckSkipped if it cannot be told
     */
    void run(E examiner) throws Exception;
  }
}

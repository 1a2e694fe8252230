package io.github.citydc.testkit.conformance;

/**
 * What can be done to the node under test besides sending to it. A suite without it skips the
 * checks that need it, by name.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface NodeControl {

  /**
   * Ends the node at once, as a power failure does, and starts it again with what it has stored.
   * Returns when it answers.
   *
   * @throws Exception if it does not come back
   */
  void restart() throws Exception;

  /**
   * Gives the node time to take a batch in, by default some milliseconds. A node that is driven by
   * a test does its work here.
   *
   * @throws InterruptedException if this thread is interrupted
   */
  default void await() throws InterruptedException {
    Thread.sleep(50);
  }
}

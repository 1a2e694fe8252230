package io.github.citydc.exchange.event;

/**
 * A listener to the calls of a client, for metrics and logs. Called by the threads that work, so it
 * must be thread-safe and quick; what it throws is logged and changes nothing.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface ClientListener {

  /**
   * A call begins.
   *
   * @param call the call, without a try
   */
  default void begun(CallEvent call) {}

  /**
   * A try has failed, and another one follows now.
   *
   * @param call the call, with the failure of the last try
   */
  default void retried(CallEvent call) {}

  /**
   * A call has ended, well or not, or was broken off.
   *
   * @param call the call
   */
  default void ended(CallEvent call) {}
}

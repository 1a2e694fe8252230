package io.github.citydc.exchange.message;

/** The fate of a request whose call failed, as far as its sender can tell. */
public enum Delivery {
  /** Nothing has left this node: the other side cannot have accepted anything. */
  NOTHING_SENT,
  /**
   * The request may have arrived: whether it was accepted is not known. Sending the same message
   * again, with its id kept, finds out without harm; so does asking for its receipt.
   */
  MAY_HAVE_ARRIVED,
  /**
   * The request arrived, and the other node has verified and answered it, but not accepted it yet:
   * it is busy, or something must be sent first.
   */
  ANSWERED,
  /**
   * The request arrived, and the other node has verified it and refused its content permanently.
   * The same message will never be accepted.
   */
  REFUSED
}

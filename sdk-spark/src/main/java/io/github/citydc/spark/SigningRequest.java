package io.github.citydc.spark;

import java.io.Serializable;

/** A task asks the driver for a signature. */
final class SigningRequest implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String ticket;
  private final byte[] text;

  SigningRequest(String ticket, byte[] text) {
    this.ticket = ticket;
    this.text = text.clone();
  }

  String ticket() {
    return ticket;
  }

  byte[] text() {
    return text.clone();
  }

  /** Without the ticket. */
  @Override
  public String toString() {
    return "SigningRequest";
  }
}

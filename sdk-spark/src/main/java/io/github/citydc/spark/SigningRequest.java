package io.github.citydc.spark;

import java.io.Serializable;

/** A task asks the driver for a signature. */
record SigningRequest(String ticket, byte[] text) implements Serializable {

  /** Without the ticket. */
  @Override
  public String toString() {
    return "SigningRequest";
  }
}

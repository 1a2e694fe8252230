package io.github.citydc.testkit.conformance;

/** A check cannot be tried here, and why. */
final class CheckSkipped extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheckSkipped(String reason) {
    super(reason);
  }
}

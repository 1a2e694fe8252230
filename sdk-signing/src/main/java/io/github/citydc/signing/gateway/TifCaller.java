package io.github.citydc.signing.gateway;

/**
 * Who called through the gateway, as it tells applications.
 *
 * @param uid the user's id, not empty
 * @param uinfo what the gateway says about the user, as it stands in the field
 * @param ext more of it, as it stands in the field
 */
public record TifCaller(String uid, String uinfo, String ext) {

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public TifCaller {
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("The uid of a caller is not empty");
    }
  }

  /** Nothing: it is about a person. */
  @Override
  public String toString() {
    return "TifCaller";
  }
}

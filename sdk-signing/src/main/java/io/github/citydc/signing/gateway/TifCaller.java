package io.github.citydc.signing.gateway;

/**
 * The user on whose behalf a gateway calls an application.
 *
 * <p>The gateway joins the three values with commas before it signs them. A value with a comma of
 * its own could be split in more than one way under the same signature, so it is refused; encode
 * such values, for example in Base64.
 *
 * @param uid the user's id, not empty and without commas
 * @param uinfo what the gateway says about the user, as it stands in the field, without commas
 * @param ext more of it, as it stands in the field, without commas
 */
public record TifCaller(String uid, String uinfo, String ext) {

  /**
   * Checks that the values can be signed.
   *
   * @throws IllegalArgumentException if the uid is empty, or a value contains a comma
   */
  public TifCaller {
    if (uid.isEmpty()) {
      throw new IllegalArgumentException("The uid of a caller is not empty");
    }
    TifSignature.requireUnambiguous("uid", uid);
    TifSignature.requireUnambiguous("uinfo", uinfo);
    TifSignature.requireUnambiguous("ext", ext);
  }

  /** Shows no values, because they are personal data. */
  @Override
  public String toString() {
    return "TifCaller";
  }
}

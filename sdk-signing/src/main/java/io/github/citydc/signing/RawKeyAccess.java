package io.github.citydc.signing;

/**
 * A token that marks code in which a private key passes through as bare bytes. Whatever takes or
 * gives those asks for this token, so that one search finds every such place.
 *
 * <pre>{@code
 * SigningKey key = SigningKey.fromRawSm2(scalar, RawKeyAccess.acknowledged());
 * }</pre>
 *
 * <p><b>Security guarantees.</b> None: it protects nothing, it marks what is not protected. Bytes
 * of a key end up in logs, heap dumps and tickets more easily than a file with a password, and a
 * key store or a cipher machine does not give them out at all.
 */
public final class RawKeyAccess {

  private static final RawKeyAccess ACKNOWLEDGED = new RawKeyAccess();

  private RawKeyAccess() {}

  /**
   * The token.
   *
   * @return always the same
   */
  public static RawKeyAccess acknowledged() {
    return ACKNOWLEDGED;
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "RawKeyAccess";
  }
}

package io.github.citydc.exchange.message;

/** The reason why a TLS connection failed, as far as the client can tell. */
public enum TlsFault {
  /** The certificate of the server is from no authority that the client trusts. */
  UNTRUSTED("the certificate of the server is from no authority that is trusted here"),
  /** A certificate of the server has expired. */
  EXPIRED("a certificate of the server has expired"),
  /** A certificate of the server is not valid yet, or a clock is wrong. */
  NOT_YET_VALID("a certificate of the server is not valid yet"),
  /** The certificate of the server is for other hosts than the one that was called. */
  WRONG_HOST("the certificate of the server is for other host names"),
  /** Client and server have no protocol version, or no cipher suite, in common. */
  NOTHING_IN_COMMON("client and server have no TLS version or cipher suite in common"),
  /** The server demands a certificate of the client, or does not accept the one it was shown. */
  CLIENT_CERTIFICATE_REFUSED("the server refuses the certificate of the client, or misses it"),
  /** The server ended the handshake and did not say why. */
  BROKEN_OFF(
      "the server broke the TLS handshake off; it may refuse the certificate of the client, or miss"
          + " it"),
  /** The server at this port does not use TLS. */
  NOT_TLS("the port does not use TLS"),
  /** Something else; the message says what is known. */
  OTHER("the TLS connection failed");

  private final String sentence;

  TlsFault(String sentence) {
    this.sentence = sentence;
  }

  /**
   * The description of the fault, to follow a colon.
   *
   * @return one clause in English
   */
  public String sentence() {
    return sentence;
  }

  /** A client that does not accept the server sends no request; else it may have begun to. */
  boolean isBeforeSending() {
    return switch (this) {
      case UNTRUSTED, EXPIRED, NOT_YET_VALID, WRONG_HOST, NOT_TLS -> true;
      case NOTHING_IN_COMMON, CLIENT_CERTIFICATE_REFUSED, BROKEN_OFF, OTHER -> false;
    };
  }
}

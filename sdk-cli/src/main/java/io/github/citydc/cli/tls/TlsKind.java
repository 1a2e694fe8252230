package io.github.citydc.cli.tls;

import io.github.citydc.signing.tls.TlsProfile;

/** The profiles that can be chosen by name. */
public enum TlsKind {
  /** TLS 1.3 and 1.2 of the JDK. */
  STANDARD,
  /** TLS 1.3 with SM4 and SM3, by BouncyCastle's JSSE unless another provider is named. */
  SM4,
  /** TLCP, by a provider that is registered or named. */
  TLCP;

  /**
   * What may be spoken.
   *
   * @return the profile
   */
  public TlsProfile profile() {
    return switch (this) {
      case STANDARD -> TlsProfile.standard();
      case SM4 -> TlsProfile.sm4();
      case TLCP -> TlsProfile.tlcp();
    };
  }
}

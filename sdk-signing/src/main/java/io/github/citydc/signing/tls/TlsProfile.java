package io.github.citydc.signing.tls;

import java.util.List;

/**
 * The protocols and cipher suites that a connection may use. No others are accepted.
 *
 * @param protocol the name of the {@code SSLContext}
 * @param versions the protocol versions, as JSSE names them, best first
 * @param cipherSuites the cipher suites, best first; empty for those the provider takes by default
 */
public record TlsProfile(String protocol, List<String> versions, List<String> cipherSuites) {

  private static final String TLS = "TLS";
  private static final String TLS_1_3 = "TLSv1.3";
  private static final String SM4_GCM = "TLS_SM4_GCM_SM3";

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if there is no version
   */
  public TlsProfile {
    versions = List.copyOf(versions);
    cipherSuites = List.copyOf(cipherSuites);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("A TLS profile needs a protocol version");
    }
  }

  /**
   * TLS 1.3 and 1.2 with the suites of the provider, which every JDK supports.
   *
   * @return the profile
   */
  public static TlsProfile standard() {
    return new TlsProfile(TLS, List.of(TLS_1_3, "TLSv1.2"), List.of());
  }

  /**
   * TLS 1.3 with SM4 and SM3 only, RFC 8998. The JDK does not support it, BouncyCastle's JSSE does.
   *
   * @return the profile
   */
  public static TlsProfile sm4() {
    return new TlsProfile(TLS, List.of(TLS_1_3), List.of(SM4_GCM));
  }

  /**
   * TLCP, GB/T 38636, or TLS 1.3 with SM4 and SM3, and nothing else, by a provider that has a
   * context {@code TLCP}, such as Tencent Kona.
   *
   * @return the profile
   */
  public static TlsProfile tlcp() {
    return new TlsProfile(
        "TLCP",
        List.of("TLCPv1.1", TLS_1_3),
        List.of("TLCP_ECC_SM4_GCM_SM3", "TLCP_ECC_SM4_CBC_SM3", SM4_GCM));
  }

  /**
   * Returns whether it allows suites with SM4 and SM3 and no others.
   *
   * @return true if so; its certificates are then for SM2 keys
   */
  public boolean isSmOnly() {
    return !cipherSuites.isEmpty()
        && cipherSuites.stream().allMatch(name -> name.contains("_SM4_"));
  }
}

package io.github.citydc.signing.gateway;

/** The two national platforms, which differ in the prefix of their fields only. */
public enum NationalPlatform {
  /** 国家共享交换平台: data sharing and exchange. */
  EXCHANGE("gjgxjhpt"),
  /** 国家政务服务平台: government services. */
  SERVICE("gjzwfwpt");

  private final String prefix;

  NationalPlatform(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The prefix of its fields.
   *
   * @return {@code gjgxjhpt} or {@code gjzwfwpt}
   */
  public String prefix() {
    return prefix;
  }
}

package io.github.citydc.code;

/** A member of a closed code set, for example a {@link Sex}. */
public interface CodedValue {

  /**
   * The code as it is exchanged.
   *
   * @return the code, leading zeros included
   */
  String code();

  /**
   * The Chinese name of the standard.
   *
   * @return the name, never empty
   */
  String nameZh();

  /**
   * An English name, for reading.
   *
   * @return the name, never empty
   */
  String nameEn();
}

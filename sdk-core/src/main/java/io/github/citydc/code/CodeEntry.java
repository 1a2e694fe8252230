package io.github.citydc.code;

import java.util.Optional;

/**
 * A code of a {@link CodeSet} with its name.
 *
 * @param code the code as it is exchanged, leading zeros included
 * @param nameZh the Chinese name of the standard
 * @param nameEn an English name, for reading
 * @param parent the code of the entry above it in the same set
 * @param standing what the entry rests on
 * @param source where it is from, if that is another edition or source than that of the set
 */
public record CodeEntry(
    String code,
    String nameZh,
    Optional<String> nameEn,
    Optional<String> parent,
    EntryStanding standing,
    Optional<String> source) {

  /**
   * An entry of the standard itself.
   *
   * @param code the code
   * @param nameZh the Chinese name
   * @param nameEn an English name
   * @param parent the code of the entry above
   */
  public CodeEntry(String code, String nameZh, Optional<String> nameEn, Optional<String> parent) {
    this(code, nameZh, nameEn, parent, EntryStanding.STANDARD, Optional.empty());
  }

  /**
   * An entry at the top, without English name.
   *
   * @param code the code
   * @param nameZh the Chinese name
   */
  public CodeEntry(String code, String nameZh) {
    this(code, nameZh, Optional.empty(), Optional.empty());
  }
}

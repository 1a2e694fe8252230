package io.github.citydc.code;

import java.util.Arrays;
import java.util.Optional;

/**
 * A constant of a closed code set, for example of {@link Sex}.
 *
 * <pre>{@code
 * Optional<Sex> sex = CodedValue.find(Sex.class, "2");  // FEMALE
 * }</pre>
 */
@NotForImplementation
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

  /**
   * Finds a member by its code.
   *
   * @param type the closed code set
   * @param code the code as it is exchanged
   * @param <E> the closed code set
   * @return the member, empty if none has the code
   */
  static <E extends Enum<E> & CodedValue> Optional<E> find(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(member -> member.code().equals(code))
        .findFirst();
  }
}

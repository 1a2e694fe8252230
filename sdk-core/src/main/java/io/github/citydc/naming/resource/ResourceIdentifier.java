package io.github.citydc.naming.resource;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.code.DivisionLevel;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Identifier of an information resource in the style of GB/T 21063.5: a prefix of five characters
 * that is assigned to the catalog manager or provider, a slash, and a suffix of the provider's own.
 *
 * <p>The first two characters stand for a province or central department. The third is {@code 0}
 * for the province itself, else a city; the fourth {@code 0} or {@code Q} to {@code Z} for the city
 * itself, else a district. Only the block of Guangdong, {@code 29}, is known here: the list of
 * blocks is not published.
 *
 * @param prefix five digits and capitals, for example {@code 29001}
 * @param suffix digits, letters and hyphens
 */
public record ResourceIdentifier(String prefix, String suffix) {

  private static final Pattern PREFIX = Pattern.compile("[0-9A-Z]{5}");
  private static final Pattern SUFFIX = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final String GUANGDONG = "29";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if one does not have its form; the message says which
   */
  public ResourceIdentifier {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException("The prefix has five digits or capitals");
    }
    if (!SUFFIX.matcher(suffix).matches()) {
      throw new IllegalArgumentException("The suffix has 1 to 64 digits, letters and hyphens");
    }
  }

  /**
   * Reads {@code <prefix>/<suffix>}.
   *
   * @param text for example {@code 29000/03600017}
   * @return the identifier
   * @throws IllegalArgumentException if the text is not one; the message says why
   */
  public static ResourceIdentifier parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("There is no slash between prefix and suffix");
    }
    return new ResourceIdentifier(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * The province of the block.
   *
   * @return a code of six digits, empty if the block is not known
   */
  public Optional<DivisionCode> province() {
    return prefix.startsWith(GUANGDONG)
        ? Optional.of(DivisionCode.parse("440000"))
        : Optional.empty();
  }

  /**
   * The level of the one who got the prefix, as its third and fourth character tell.
   *
   * @return province, prefecture or county
   */
  public DivisionLevel level() {
    if (prefix.charAt(2) == '0') {
      return DivisionLevel.PROVINCE;
    }
    char district = prefix.charAt(3);
    return district == '0' || district >= 'Q' ? DivisionLevel.PREFECTURE : DivisionLevel.COUNTY;
  }

  /**
   * The identifier as it is written.
   *
   * @return {@code <prefix>/<suffix>}
   */
  @Override
  public String toString() {
    return prefix + "/" + suffix;
  }
}

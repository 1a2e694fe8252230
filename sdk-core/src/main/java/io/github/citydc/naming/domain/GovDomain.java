package io.github.citydc.naming.domain;

import io.github.citydc.code.DivisionCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host name on the e-government network: under {@code gov.cn}, under 政务 or 公益 in either of their
 * forms, or on the extranet under {@code cegn.cn}. Its kind follows from its form, as laid down in
 * 国办函〔2018〕55号, and from the known names of governments and ministries.
 *
 * <pre>{@code
 * GovDomain domain = GovDomain.parse("jtj.gz.gov.cn");
 * domain.kind();        // DEPARTMENT
 * domain.division();    // 440100
 * domain.registered();  // gz.gov.cn
 * GovDomain.parse("广州市人民政府.政务").ascii();  // xn--gmqx28addpvues12bg4l.xn--zfr164b
 * }</pre>
 *
 * <p>Capitals and a dot at the end do not matter, and 。 counts as a dot. Letters of other scripts
 * than Latin and Chinese, invisible and full-width characters are refused, because such a name
 * cannot be distinguished from the one it looks like. That a name parses does not say that it is
 * registered, or follows the rules: that is the question of {@link NamingRules}.
 *
 * <p>Two domains are equal if their ASCII forms are. Immutable and safe for use by several threads.
 */
public final class GovDomain {

  private final DomainName name;
  private final DomainSuffix suffix;

  private GovDomain(DomainName name, DomainSuffix suffix) {
    this.name = name;
    this.suffix = suffix;
  }

  /**
   * Reads a host name; a URL is not one.
   *
   * @param text the name, in ASCII or with Chinese characters
   * @return the domain
   * @throws InvalidDomainException if the text is not a name on the e-government network
   */
  public static GovDomain parse(String text) {
    DomainName name = DomainName.read(text);
    for (DomainSuffix suffix : DomainSuffix.values()) {
      if (suffix.ends(name.ascii())) {
        if (name.ascii().size() == suffix.length()) {
          throw new InvalidDomainException(NamingRule.SUFFIX_ALONE, suffix.text());
        }
        return new GovDomain(name, suffix);
      }
    }
    throw new InvalidDomainException(
        imitates(name) ? NamingRule.SUFFIX_IMITATION : NamingRule.SUFFIX);
  }

  private static boolean imitates(DomainName name) {
    return name.ascii().stream().anyMatch(label -> label.equals("gov") || label.contains("gov-cn"))
        || name.unicode().stream().anyMatch(label -> label.contains("政务"));
  }

  /**
   * Reads a host name, if the text is one.
   *
   * @param text any text
   * @return the domain, or empty
   */
  public static Optional<GovDomain> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (InvalidDomainException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks whether a text is a host name on the e-government network.
   *
   * @param text any text
   * @return the first error, empty if there is none
   */
  public static Optional<NamingFinding> check(String text) {
    try {
      parse(text);
      return Optional.empty();
    } catch (InvalidDomainException e) {
      return Optional.of(e.finding());
    }
  }

  /**
   * The name as DNS carries it.
   *
   * @return lower case, without a dot at the end
   */
  public String ascii() {
    return String.join(".", name.ascii());
  }

  /**
   * The name as people read it.
   *
   * @return with Chinese characters where it has any
   */
  public String unicode() {
    return String.join(".", name.unicode());
  }

  /**
   * The labels as people read them.
   *
   * @return from left to right, immutable
   */
  public List<String> labels() {
    return name.unicode();
  }

  /**
   * The suffix of the name.
   *
   * @return the suffix
   */
  public DomainSuffix suffix() {
    return suffix;
  }

  /** The labels before the suffix, as people read them. */
  List<String> labelsBeforeSuffix() {
    return labels().subList(0, labels().size() - suffix.length());
  }

  /**
   * The part that is registered with the registry: what stands before the suffix and is nearest to
   * it. Of {@code cegn.cn} it is the suffix itself, which the extranet has registered as a whole.
   *
   * @return in ASCII, for example {@code gz.gov.cn}
   */
  public String registered() {
    List<String> all = name.ascii();
    return String.join(".", all.subList(all.size() - suffix.registeredLength(), all.size()));
  }

  private Classification classification() {
    return Classifier.standard().classify(this);
  }

  /**
   * The kind of thing the name stands for.
   *
   * @return the kind, as far as the name tells
   */
  public DomainKind kind() {
    return classification().kind();
  }

  /**
   * The division of the government the name belongs to.
   *
   * @return a code, empty for central organs and where it is not known
   */
  public Optional<DivisionCode> division() {
    return classification().division();
  }

  /**
   * The government, ministry or agency the name belongs to.
   *
   * @return for example 广东省广州市人民政府, empty where it is not known
   */
  public Optional<String> organ() {
    return classification().organ();
  }

  /**
   * The parts of the name and its meaning, for output: the kinds of its labels ({@code government},
   * {@code ministry}, {@code department}, {@code system} and so on), then {@code kind}, and {@code
   * division} and {@code organ} where they are known.
   *
   * @return part names and texts in reading order, immutable
   */
  public Map<String, String> parts() {
    Classification known = classification();
    Map<String, String> parts = new LinkedHashMap<>(known.parts());
    parts.put("kind", known.kind().wireName());
    known.division().ifPresent(code -> parts.put("division", code.value()));
    known.organ().ifPresent(organ -> parts.putIfAbsent("organ", organ));
    return Collections.unmodifiableMap(parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GovDomain that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /**
   * The ASCII form.
   *
   * @return as {@link #ascii()}
   */
  @Override
  public String toString() {
    return ascii();
  }
}

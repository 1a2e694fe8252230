package io.github.citydc.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of codes with their names, which defines the values a field of a record may have. Immutable
 * and safe for use by several threads.
 *
 * <pre>{@code
 * CodeSet ethnicity = CodeSets.standard().get(CodeSetName.ETHNICITY);
 * ethnicity.find("01");                                       // 汉族
 * CodeSet ofCity = ethnicity.with(new CodeEntry("97", "其他"));  // from now on without a warning
 * }</pre>
 */
public final class CodeSet {

  private static final RuleBook RULES =
      RuleBook.of("code-set", "").errors("unknown-code", "too-long").warnings("beyond-standard");
  private static final int MOST = 64;

  /** A set that is not larger is named whole in a message. */
  private static final int MOST_NAMED = 15;

  private final String name;
  private final String standard;
  private final Optional<String> edition;
  private final String titleZh;
  private final String titleEn;
  private final Map<String, CodeEntry> entries;
  private final boolean isAscii;
  private final String allowedEn;
  private final String allowedZh;

  private CodeSet(
      String name,
      String standard,
      Optional<String> edition,
      String titleZh,
      String titleEn,
      Map<String, CodeEntry> entries) {
    this.name = name;
    this.standard = standard;
    this.edition = edition;
    this.titleZh = titleZh;
    this.titleEn = titleEn;
    this.entries = Collections.unmodifiableMap(entries);
    this.isAscii = entries.keySet().stream().allMatch(code -> code.chars().allMatch(c -> c <= '~'));
    boolean isShort = entries.size() <= MOST_NAMED;
    this.allowedEn =
        isShort
            ? "; allowed: " + listed("%s (%s)", CodeSet::nameEn, ", ")
            : "; it has " + entries.size() + " codes, such as " + first("%s (%s)", CodeSet::nameEn);
    this.allowedZh =
        isShort
            ? "，取值为：" + listed("%s（%s）", CodeEntry::nameZh, "、")
            : "，共" + entries.size() + "个代码，如：" + first("%s（%s）", CodeEntry::nameZh);
  }

  private String first(String form, Function<CodeEntry, String> name) {
    return listed(entries.values().stream().limit(1), form, name, "");
  }

  private String listed(String form, Function<CodeEntry, String> name, String between) {
    return listed(entries.values().stream(), form, name, between);
  }

  private static String listed(
      Stream<CodeEntry> some, String form, Function<CodeEntry, String> name, String between) {
    return some.map(
            entry ->
                entry.code().equals(name.apply(entry))
                    ? entry.code()
                    : String.format(Locale.ROOT, form, entry.code(), name.apply(entry)))
        .collect(Collectors.joining(between));
  }

  private static String nameEn(CodeEntry entry) {
    return entry.nameEn().orElse(entry.nameZh());
  }

  /**
   * A set of one's own.
   *
   * @param name the name it is looked up by, best of the form {@code political-affiliation}
   * @param standard the standard or rule that defines it
   * @param edition the year of the standard, empty if it has none
   * @param titleZh what it is called in Chinese
   * @param titleEn what it is called in English
   * @param entries the entries in their order; of two with the same code the later one counts
   * @return the set
   */
  public static CodeSet of(
      String name,
      String standard,
      Optional<String> edition,
      String titleZh,
      String titleEn,
      Collection<CodeEntry> entries) {
    return new CodeSet(name, standard, edition, titleZh, titleEn, byCode(entries));
  }

  /** The set of an enum. */
  static <E extends Enum<E> & CodedValue> CodeSet of(
      Class<E> type, String name, String standard, String edition, String titleZh, String titleEn) {
    List<CodeEntry> entries =
        Arrays.stream(type.getEnumConstants())
            .map(
                value ->
                    new CodeEntry(
                        value.code(),
                        value.nameZh(),
                        Optional.of(value.nameEn()),
                        Optional.empty()))
            .toList();
    Optional<String> year = edition.isEmpty() ? Optional.empty() : Optional.of(edition);
    return of(name, standard, year, titleZh, titleEn, entries);
  }

  private static Map<String, CodeEntry> byCode(Collection<CodeEntry> entries) {
    Map<String, CodeEntry> byCode = new LinkedHashMap<>();
    entries.forEach(entry -> byCode.put(entry.code(), entry));
    return byCode;
  }

  /**
   * Returns a copy of this set with more entries.
   *
   * @param more the entries; one whose code is there already takes its place
   * @return a new set of the same name
   */
  public CodeSet with(CodeEntry... more) {
    List<CodeEntry> all = new ArrayList<>(entries.values());
    all.addAll(List.of(more));
    return new CodeSet(name, standard, edition, titleZh, titleEn, byCode(all));
  }

  /**
   * Checks a code against the set, accepting with a warning what practice has beyond the standard.
   *
   * @param text any text
   * @return valid, or one finding with a rule of the kind {@code code-set}
   */
  public CodeCheck check(CharSequence text) {
    return check(text, Strictness.LENIENT);
  }

  /**
   * Checks a code against the set.
   *
   * @param text any text
   * @param strictness whether warnings refuse it
   * @return valid, or one finding with a rule of the kind {@code code-set}
   */
  public CodeCheck check(CharSequence text, Strictness strictness) {
    CodeEntry entry = text.length() <= MOST ? entries.get(text.toString()) : null;
    if (entry != null && entry.standing() != EntryStanding.PRACTICE) {
      return CodeCheck.valid();
    }
    Findings findings = new Findings(RULES.citing(citation()), strictness);
    if (entry != null) {
      findings.report("beyond-standard", Findings.WHOLE, titleEn, titleZh);
    } else if (isOtherWord(text) || Shape.isShort(text, MOST, findings)) {
      findings.report("unknown-code", Findings.WHOLE, titleEn, titleZh, allowedEn, allowedZh);
    }
    return findings.toCheck();
  }

  /** Where codes are words, as 通知, a full-width bracket is not what is wrong. */
  private boolean isOtherWord(CharSequence text) {
    return !isAscii && text.length() > 0 && text.length() <= MOST;
  }

  /**
   * Returns whether a code is in the set.
   *
   * @param code a code
   * @return true if there is an entry with exactly this code
   */
  public boolean contains(String code) {
    return entries.containsKey(code);
  }

  /**
   * Finds an entry.
   *
   * @param code a code
   * @return the entry with exactly this code, or empty
   */
  public Optional<CodeEntry> find(String code) {
    return Optional.ofNullable(entries.get(code));
  }

  /**
   * The entries directly below another.
   *
   * @param code the code of the entry above
   * @return the entries in their order, immutable
   */
  public List<CodeEntry> children(String code) {
    return entries.values().stream()
        .filter(entry -> entry.parent().filter(code::equals).isPresent())
        .toList();
  }

  /**
   * All entries.
   *
   * @return the entries in the order of the standard, immutable
   */
  public Collection<CodeEntry> entries() {
    return entries.values();
  }

  /**
   * The name the set is looked up by.
   *
   * @return for example {@code political-affiliation}
   */
  public String name() {
    return name;
  }

  /**
   * The name of the set.
   *
   * @param locale Chinese, or any other for English
   * @return for example 政治面貌
   */
  public String title(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? titleZh : titleEn;
  }

  /**
   * The standard or rule that defines the set.
   *
   * @return for example {@code GB/T 4762}
   */
  public String standard() {
    return standard;
  }

  /**
   * The edition of the standard.
   *
   * @return a year, empty if the standard has no editions
   */
  public Optional<String> edition() {
    return edition;
  }

  private String citation() {
    return edition.map(year -> standard + "-" + year).orElse(standard);
  }

  /** The name, standard and size. */
  @Override
  public String toString() {
    return name + " (" + citation() + ", " + entries.size() + " codes)";
  }
}

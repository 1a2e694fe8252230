package io.github.citydc.cli.error;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The error codes of messages and of data in one language, each with what the documentation says of
 * it. The pages themselves are in the jar. Immutable.
 */
public final class ErrorPages {

  private static final String IN_JAR = "/META-INF/citydc/docs/";
  private static final String ON_THE_WEB = "https://github.com/citydc/citydc-sdk/blob/main/docs/";

  /** A section of the page of messages. */
  private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\S+)$(.*?)(?=^## |\\z)");

  /** A line of a table of the page of data. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| <a id=\"([^\"]+)\"></a>[^|]+\\| (.*) \\| (.*) \\|$");

  private static final Pattern MARKED_LINK = Pattern.compile("\\[([^\\]]*)\\]\\([^)]*\\)");

  private final Map<String, ErrorPage> pages = new LinkedHashMap<>();

  private ErrorPages(String folder) throws IOException {
    String problems = folder + "errors/problems.md";
    SECTION
        .matcher(text(problems))
        .results()
        .forEach(section -> add(problems, section.group(1), List.of(section.group(2))));
    String violations = folder + "errors/violations.md";
    ROW.matcher(text(violations))
        .results()
        .forEach(row -> add(violations, row.group(1), List.of(row.group(2), row.group(3))));
  }

  /**
   * Reads the pages.
   *
   * @param language Chinese gets Chinese, every other gets English
   * @return the pages
   * @throws IOException if they cannot be read
   */
  public static ErrorPages in(Locale language) throws IOException {
    boolean chinese = language.getLanguage().equals(Locale.CHINESE.getLanguage());
    return new ErrorPages(chinese ? "zh-CN/" : "");
  }

  private static String text(String page) throws IOException {
    try (InputStream in = ErrorPages.class.getResourceAsStream(IN_JAR + page)) {
      return new String(Objects.requireNonNull(in, page).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void add(String page, String code, List<String> texts) {
    List<String> lines =
        texts.stream()
            .flatMap(String::lines)
            .map(line -> MARKED_LINK.matcher(line).replaceAll("$1").replace("**", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    pages.put(code, new ErrorPage(code, String.join("\n", lines), ON_THE_WEB + page + "#" + code));
  }

  /**
   * Finds the page of a code.
   *
   * @param code as a problem or a violation names it; a problem also by its URN
   * @return the page, of the rule for all kinds of code if this kind has none of its own
   */
  public Optional<ErrorPage> find(String code) {
    String name = code.replaceFirst("^urn:cdx:problem:", "");
    return Stream.of(
            name, name.replaceFirst("^[^.]+\\.", "any."), name.replaceFirst("\\..*$", ".any"))
        .flatMap(each -> Optional.ofNullable(pages.get(each)).stream())
        .findFirst();
  }

  /**
   * The codes that have a page.
   *
   * @return in the order of the pages
   */
  public Set<String> codes() {
    return Collections.unmodifiableSet(pages.keySet());
  }
}

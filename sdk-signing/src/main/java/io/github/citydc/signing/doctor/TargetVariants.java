package io.github.citydc.signing.doctor;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The paths and queries that a target may have had before a proxy rewrote it. */
final class TargetVariants {

  private static final int MAXIMUM = 4096;
  private static final int SEGMENTS = 16;
  private static final int PERMUTED = 5;
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");

  private TargetVariants() {}

  /**
   * Paths.
   *
   * @param path the path received
   * @param prefixes what a proxy may have stripped
   * @return what it may have been
   */
  public static List<Variant> paths(String path, List<String> prefixes) {
    if (path.length() > MAXIMUM) {
      return List.of();
    }
    Map<String, String> variants = new LinkedHashMap<>();
    add(variants, "without the slash at its end", path.replaceFirst("(.)/+\\z", "$1"));
    add(variants, "with a slash at its end", path + "/");
    int segment = path.indexOf('/', 1);
    for (int count = 1; segment > 0 && count <= SEGMENTS; count++) {
      add(variants, "without the prefix " + path.substring(0, segment), path.substring(segment));
      segment = path.indexOf('/', segment + 1);
    }
    prefixes.forEach(prefix -> add(variants, "with the prefix " + prefix, prefix + path));
    add(variants, "with single slashes", path.replaceAll("/{2,}", "/"));
    add(variants, "in small letters", path.toLowerCase(Locale.ROOT));
    addEncodings(variants, path, "/");
    return list(variants, path);
  }

  /**
   * Queries.
   *
   * @param query the query received, with its question mark
   * @return what it may have been
   */
  public static List<Variant> queries(String query) {
    if (query.length() > MAXIMUM) {
      return List.of();
    }
    Map<String, String> variants = new LinkedHashMap<>();
    add(variants, "without a query", "?");
    add(variants, "as nothing, where ? belongs", "");
    add(variants, "without the question mark", query.substring(Math.min(1, query.length())));
    String plain = query.replaceFirst("\\A\\?", "");
    List<String> parameters = List.of(plain.split("&", -1));
    List<String> sorted = new ArrayList<>(parameters);
    Collections.sort(sorted);
    add(variants, "with its parameters sorted", question(sorted));
    if (parameters.size() <= PERMUTED) {
      permutations(parameters)
          .forEach(order -> add(variants, "with its parameters in another order", question(order)));
    }
    for (int i = 0; i < Math.min(parameters.size(), 64); i++) {
      List<String> fewer = new ArrayList<>(parameters);
      String added = fewer.remove(i).replaceFirst("=.*", "");
      add(variants, "without the parameter " + added, question(fewer));
      add(variants, "without all from " + added, question(parameters.subList(0, i)));
    }
    add(variants, "with %20 for +", query.replace("+", "%20"));
    add(variants, "with + for %20", query.replace("%20", "+"));
    add(variants, "without = behind empty parameters", query.replaceAll("=(&|\\z)", "$1"));
    addEncodings(variants, query, "?&=");
    return list(variants, query);
  }

  /**
   * Every order of a few things.
   *
   * @param things at most six
   * @return their orders
   */
  public static List<List<String>> permutations(List<String> things) {
    if (things.size() <= 1) {
      return List.of(things);
    }
    List<List<String>> orders = new ArrayList<>();
    for (int i = 0; i < things.size(); i++) {
      List<String> others = new ArrayList<>(things);
      String first = others.remove(i);
      for (List<String> order : permutations(others)) {
        List<String> whole = new ArrayList<>(List.of(first));
        whole.addAll(order);
        orders.add(whole);
      }
    }
    return orders;
  }

  private static String question(List<String> parameters) {
    return "?" + String.join("&", parameters);
  }

  private static void addEncodings(Map<String, String> variants, String text, String kept) {
    add(variants, "with %-escapes in small letters", cased(text, false));
    add(variants, "with %-escapes in capitals", cased(text, true));
    String decoded = decoded(text);
    add(variants, "without %-escapes", decoded);
    add(variants, "with %-escapes", encoded(text, kept + "%+"));
    add(variants, "with %-escapes only where they must be", encoded(decoded, kept));
    add(variants, "with %-escapes that were escaped once more", text.replace("%", "%25"));
    add(variants, "with %-escapes that were not escaped once more", text.replace("%25", "%"));
  }

  private static String cased(String text, boolean capitals) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            found ->
                capitals
                    ? found.group().toUpperCase(Locale.ROOT)
                    : found.group().toLowerCase(Locale.ROOT));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static String encoded(String text, String kept) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .map(c -> kept.contains(c) || "~!$'()*,;:@".contains(c) ? c : escape(c))
        .collect(Collectors.joining());
  }

  private static String escape(String character) {
    return URLEncoder.encode(character, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void add(Map<String, String> variants, String description, String value) {
    variants.putIfAbsent(value, description);
  }

  private static List<Variant> list(Map<String, String> variants, String original) {
    List<Variant> list = new ArrayList<>();
    variants.forEach(
        (value, description) -> {
          if (!value.equals(original)) {
            list.add(Variant.of(description, value));
          }
        });
    return list;
  }
}

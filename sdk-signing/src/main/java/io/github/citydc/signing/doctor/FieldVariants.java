package io.github.citydc.signing.doctor;

import io.github.citydc.exchange.security.RequestVerification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The values a field may have had before a client or a proxy changed it. */
final class FieldVariants {

  private static final int MAXIMUM = 8192;

  private FieldVariants() {}

  /**
   * Values.
   *
   * @param name the field, in lower case
   * @param lines its lines as received
   * @param value its value as signatures see it
   * @return what it may have been
   */
  public static List<Variant> of(String name, List<String> lines, String value) {
    if (value.length() > MAXIMUM) {
      return List.of();
    }
    Map<String, String> variants = new LinkedHashMap<>();
    addCombinations(variants, lines, value);
    addSpaces(variants, value);
    add(variants, "in small letters", value.toLowerCase(Locale.ROOT));
    add(variants, "in capitals", value.toUpperCase(Locale.ROOT));
    add(variants, "without quotation marks", value.replace("\"", ""));
    if (name.equals("content-type")) {
      addMediaTypes(variants, value);
    }
    if (name.equals(RequestVerification.FIELD)) {
      for (RequestVerification said : RequestVerification.values()) {
        add(variants, "as " + said.wireName(), said.wireName());
      }
    }
    if (name.equals("content-encoding")) {
      for (String coding : List.of("gzip", "deflate", "br", "zstd", "identity", "")) {
        add(variants, coding.isEmpty() ? "as nothing" : "as " + coding, coding);
      }
    }
    List<Variant> list = new ArrayList<>();
    variants.forEach((text, description) -> list.add(Variant.of(description, text)));
    return list.stream().filter(variant -> !variant.text().equals(value)).toList();
  }

  private static void addCombinations(
      Map<String, String> variants, List<String> lines, String value) {
    if (lines.size() > 1) {
      List<String> turned = new ArrayList<>(lines);
      Collections.reverse(turned);
      add(variants, "as its first line only", lines.get(0).strip());
      add(variants, "as its last line only", turned.get(0).strip());
      add(variants, "with its lines in the other order", String.join(", ", turned));
      add(variants, "with its lines joined without a space", String.join(",", lines));
      add(variants, "with its lines joined by semicolons", String.join("; ", lines));
    }
    add(variants, "with commas without a space", value.replaceAll(",\\s+", ","));
    add(variants, "with a space behind commas", value.replaceAll(",\\s*", ", "));
    String[] members = value.split(",", -1);
    if (members.length > 1) {
      add(variants, "before it was combined with another value", members[0].strip());
      add(
          variants,
          "before it was combined with another value",
          members[members.length - 1].strip());
    }
  }

  private static void addSpaces(Map<String, String> variants, String value) {
    add(variants, "not trimmed in front", " " + value);
    add(variants, "not trimmed behind", value + " ");
    add(variants, "not trimmed on both sides", " " + value + " ");
    add(variants, "with single spaces", value.replaceAll("\\s+", " "));
    add(variants, "without spaces", value.replaceAll("\\s+", ""));
    add(variants, "without a space behind semicolons", value.replaceAll(";\\s+", ";"));
    add(variants, "with a space behind semicolons", value.replaceAll(";\\s*", "; "));
  }

  private static void addMediaTypes(Map<String, String> variants, String value) {
    String bare = value.replaceFirst("\\s*;.*", "");
    add(variants, "without parameters", bare);
    for (String parameter :
        List.of("; charset=utf-8", ";charset=utf-8", "; charset=UTF-8", ";charset=UTF-8")) {
      add(variants, "with " + parameter.replaceFirst("; ?", ""), bare + parameter);
    }
  }

  private static void add(Map<String, String> variants, String description, String value) {
    variants.putIfAbsent(value, description);
  }
}

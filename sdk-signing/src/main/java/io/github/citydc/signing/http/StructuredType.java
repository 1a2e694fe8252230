package io.github.citydc.signing.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.Parser;

/**
 * The type of a structured field, RFC 8941 §3. The type is not visible in the field itself, so a
 * caller who covers a field with {@code ;sf} has to specify it: {@link HttpMessage#fieldType}.
 */
public enum StructuredType {
  /** One value with parameters, RFC 8941 §3.3. */
  ITEM,
  /** Values in an order, RFC 8941 §3.1. */
  LIST,
  /** Values with keys, RFC 8941 §3.2. */
  DICTIONARY;

  /** The fields that are structured by the standards that define them. */
  private static final Map<String, StructuredType> REGISTERED =
      Map.ofEntries(
          Map.entry("accept-signature", DICTIONARY),
          Map.entry("cache-status", LIST),
          Map.entry("cdn-cache-control", DICTIONARY),
          Map.entry("client-cert", ITEM),
          Map.entry("client-cert-chain", LIST),
          Map.entry("content-digest", DICTIONARY),
          Map.entry("priority", DICTIONARY),
          Map.entry("proxy-status", LIST),
          Map.entry("repr-digest", DICTIONARY),
          Map.entry("signature", DICTIONARY),
          Map.entry("signature-input", DICTIONARY),
          Map.entry("want-content-digest", DICTIONARY),
          Map.entry("want-repr-digest", DICTIONARY));

  static Optional<StructuredType> registered(String field) {
    return Optional.ofNullable(REGISTERED.get(field.toLowerCase(Locale.ROOT)));
  }

  /**
   * The strict form of a value, RFC 8941 §4.1.
   *
   * @throws IllegalArgumentException if the value is not of this type
   */
  String strict(String value) {
    return switch (this) {
      case ITEM -> Parser.parseItem(value).serialize();
      case LIST -> Parser.parseList(value).serialize();
      case DICTIONARY -> Parser.parseDictionary(value).serialize();
    };
  }
}

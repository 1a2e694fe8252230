package io.github.citydc.signing.doctor;

import java.util.Locale;

/** How libraries escape the characters of a JSON string beyond what RFC 8259 §7 demands. */
enum JsonEscapes {
  NONE(""),
  ASCII_LOWER(", everything but ASCII as \\u with small digits"),
  ASCII_UPPER(", everything but ASCII as \\u with capital digits"),
  SLASH(", slashes escaped"),
  SLASH_AND_ASCII(", slashes escaped, everything but ASCII as \\u"),
  HTML(", < > and & as \\u");

  private final String description;

  JsonEscapes(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  void append(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      append(out, text.charAt(i));
    }
    out.append('"');
  }

  private void append(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        if (c < ' ' || isEscaped(c)) {
          String hex = String.format("%04x", (int) c);
          out.append("\\u").append(this == ASCII_UPPER ? hex.toUpperCase(Locale.ROOT) : hex);
        } else if (c == '/' && (this == SLASH || this == SLASH_AND_ASCII)) {
          out.append("\\/");
        } else {
          out.append(c);
        }
      }
    }
  }

  private boolean isEscaped(char c) {
    return switch (this) {
      case NONE, SLASH -> false;
      case ASCII_LOWER, ASCII_UPPER, SLASH_AND_ASCII -> c > 0x7e;
      case HTML -> c == '<' || c == '>' || c == '&';
    };
  }
}

package io.github.citydc.testkit.internal;

/** Writes HTML; whatever is text is escaped. Not thread-safe. */
final class Html {

  private final StringBuilder out = new StringBuilder(16 * 1024);

  /** Markup as it is, of this program only. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from an untrusted source. */
  Html text(Object text) {
    String.valueOf(text)
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append((char) c);
              }
            });
    return this;
  }

  Html element(String name, Object text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /** A row of a table. */
  Html row(String cell, Object... texts) {
    raw("<tr>");
    for (Object text : texts) {
      element(cell, text);
    }
    return raw("</tr>\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}

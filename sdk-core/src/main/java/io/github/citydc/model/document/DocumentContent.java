package io.github.citydc.model.document;

import io.github.citydc.model.Extensions;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * The content 正文 of an official document.
 *
 * @param mediaType media type (RFC 6838) of the text, for example {@code text/plain}
 * @param text the text, lines separated by a line feed
 * @param extensions members this version does not know, kept as they came
 */
public record DocumentContent(
    @NotBlank String mediaType, @NotNull String text, Extensions extensions) {

  /** Sets what was left out. */
  public DocumentContent {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Plain text.
   *
   * @param text the text, lines separated by a line feed
   * @return content of media type {@code text/plain}
   */
  public static DocumentContent ofText(String text) {
    return new DocumentContent("text/plain", text, Extensions.none());
  }

  /**
   * Without the text.
   *
   * @return media type and length
   */
  @Override
  public String toString() {
    return "DocumentContent[" + mediaType + ", " + text.length() + " characters]";
  }
}

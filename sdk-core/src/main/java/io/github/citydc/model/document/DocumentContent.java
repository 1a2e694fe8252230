package io.github.citydc.model.document;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidSecrecy;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * The text 正文 of an official document.
 *
 * @param mediaType media type 媒体类型, RFC 6838, of the text, for example {@code text/plain}
 * @param text text of the document 正文内容, lines separated by a line feed; empty if only the layout
 *     file has it
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "正文", en = "text of a document")
@WithBuilder
public record DocumentContent(
    @Title(zh = "媒体类型", en = "media type") @NotBlank @Size(max = 100) String mediaType,
    @Title(zh = "正文内容", en = "text of the document") @NotNull @ValidSecrecy(inText = true)
        String text,
    Extensions extensions) {

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
   * @return the media type
   */
  @Override
  public String toString() {
    return "DocumentContent[" + mediaType + "]";
  }
}

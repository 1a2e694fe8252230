package io.github.citydc.model.document;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidSecrecy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * An attachment 附件 of an official document.
 *
 * @param title title of the attachment 附件名称, as in the notes of attachments
 * @param file file of the attachment 附件文件
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "附件", en = "attachment")
@WithBuilder
public record DocumentAttachment(
    @Title(zh = "附件名称", en = "title of the attachment")
        @NotBlank
        @Size(max = 300)
        @ValidSecrecy(inText = true)
        String title,
    @Title(zh = "附件文件", en = "file of the attachment") @NotNull @Valid PartReference file,
    Extensions extensions) {

  /** Sets what was left out. */
  public DocumentAttachment {
    extensions = Extensions.orNone(extensions);
  }
}

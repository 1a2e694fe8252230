package io.github.citydc.model;

import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A reference to a file 文件 that is sent separately from the message and named by its digest.
 *
 * @param digest digest 摘要, algorithm, colon and 64 hexadecimal digits
 * @param mediaType media type 媒体类型, RFC 6838, for example {@code application/ofd} or {@code
 *     application/pdf}
 * @param size size of the file 大小, in bytes
 * @param name file name 文件名
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "文件", en = "file")
@WithBuilder
public record PartReference(
    @Title(zh = "摘要", en = "digest") @NotNull @Pattern(regexp = "(sm3|sha-256):[0-9a-f]{64}")
        String digest,
    @Title(zh = "媒体类型", en = "media type")
        @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "[a-z0-9.+-]+/[a-z0-9.+-]+")
        String mediaType,
    @Title(zh = "大小", en = "size of the file") @NotNull @PositiveOrZero Long size,
    @Title(zh = "文件名", en = "file name") Optional<@Size(min = 1, max = 200) String> name,
    Extensions extensions) {

  /** Sets what was left out. */
  public PartReference {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the file name: it may name a person.
   *
   * @return the digest
   */
  @Override
  public String toString() {
    return "PartReference[" + digest + "]";
  }
}

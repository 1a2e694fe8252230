package io.github.citydc.model;

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
 * @param size size 大小, in bytes
 * @param name file name 文件名
 * @param extensions members this version does not know, kept as they came
 */
@WithBuilder
public record PartReference(
    @NotNull @Pattern(regexp = "(sm3|sha-256):[0-9a-f]{64}") String digest,
    @NotBlank @Size(max = 100) @Pattern(regexp = "[a-z0-9.+-]+/[a-z0-9.+-]+") String mediaType,
    @NotNull @PositiveOrZero Long size,
    Optional<@Size(min = 1, max = 200) String> name,
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

package io.github.citydc.model.feedback;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.model.service.TimeLimit;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * An extension 延期 of a time limit, GB/T 39046-2020, table 10.
 *
 * @param limit length of the extension 延期时限
 * @param reason reason of the extension 延期原因
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "延期", en = "extension")
@WithBuilder
public record LimitExtension(
    @Title(zh = "延期时限", en = "length of the extension") @NotNull @Valid TimeLimit limit,
    @Title(zh = "延期原因", en = "reason of the extension")
        Optional<@Size(min = 1, max = 4000) String> reason,
    Extensions extensions) {

  /** Sets what was left out. */
  public LimitExtension {
    extensions = Extensions.orNone(extensions);
  }
}

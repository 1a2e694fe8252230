package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A result 办理结果 that a service item leads to.
 *
 * @param name name of the result 结果名称
 * @param sample sample of the result 结果样本
 * @param electronic electronic certificate or not 是否电子证照
 * @param scenario use of the result 应用场景
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "办理结果", en = "result of a service item")
@WithBuilder
public record ItemResult(
    @Title(zh = "结果名称", en = "name of the result") @NotBlank @Size(max = 100) String name,
    @Title(zh = "结果样本", en = "sample of the result") Optional<@Valid PartReference> sample,
    @Title(zh = "是否电子证照", en = "electronic certificate or not") Optional<Boolean> electronic,
    @Title(zh = "应用场景", en = "use of the result")
        Optional<@Size(min = 1, max = 1000) String> scenario,
    Extensions extensions) {

  /** Sets what was left out. */
  public ItemResult {
    extensions = Extensions.orNone(extensions);
  }
}

package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A step of the review of a catalog entry 目录审核 (Decree 809, arts. 16 and 17). Which step may follow
 * which is in {@link CatalogLife}.
 *
 * @param step step of the review 审核环节
 * @param at time of the step 审核时间
 * @param organ department that took the step 审核部门
 * @param remark remark 审核意见
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "目录审核", en = "step of the review")
@WithBuilder
public record CatalogReview(
    @Title(zh = "审核环节", en = "step of the review") @NotNull @ValidCodeOf(CodeSetName.CATALOG_STEP)
        String step,
    @Title(zh = "审核时间", en = "time of the step") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "审核部门", en = "department that took the step") @NotNull @Valid Organ organ,
    @Title(zh = "审核意见", en = "remark") Optional<@Size(min = 1, max = 1000) String> remark,
    Extensions extensions) {

  /** Sets what was left out. */
  public CatalogReview {
    extensions = Extensions.orNone(extensions);
  }
}

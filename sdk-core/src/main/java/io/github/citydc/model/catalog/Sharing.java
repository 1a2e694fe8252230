package io.github.citydc.model.catalog;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidPresence;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * The sharing terms of an information resource 共享属性.
 *
 * @param type share type 共享类型
 * @param condition condition of sharing 共享条件, with scope and purpose of use; required for share
 *     type 2 (Decree 809, art. 15)
 * @param mode mode of sharing 共享方式 (Decree 809, art. 22)
 * @param reason reason for not sharing 不予共享理由; required for share type 3 (Decree 809, art. 15)
 * @param legalBasis legal basis for not sharing 不予共享依据, a law, an administrative regulation or a
 *     decision of the State Council; required for share type 3 (Decree 809, arts. 14 and 15)
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "共享属性", en = "sharing terms")
@ValidPresence(member = "condition", when = "type", is = "2")
@ValidPresence(member = "reason", when = "type", is = "3")
@ValidPresence(member = "legalBasis", when = "type", is = "3")
@WithBuilder
public record Sharing(
    @Title(zh = "共享类型", en = "share type") @NotNull @ValidCodeOf(CodeSetName.SHARE_TYPE)
        String type,
    @Title(zh = "共享条件", en = "condition of sharing")
        Optional<@Size(min = 1, max = 1000) String> condition,
    @Title(zh = "共享方式", en = "mode of sharing")
        Optional<@ValidCodeOf(CodeSetName.SHARING_MODE) String> mode,
    @Title(zh = "不予共享理由", en = "reason for not sharing")
        Optional<@Size(min = 1, max = 1000) String> reason,
    @Title(zh = "不予共享依据", en = "legal basis for not sharing")
        Optional<@Size(min = 1, max = 500) String> legalBasis,
    Extensions extensions) {

  /** Sets what was left out. */
  public Sharing {
    extensions = Extensions.orNone(extensions);
  }
}

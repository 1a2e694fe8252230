package io.github.citydc.model.service;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Money;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A payment 缴费信息 for a service case, GB/T 39046-2020, table 14.
 *
 * @param paymentNumber number of the payment notice 缴款单号
 * @param organ collecting organ 收费单位
 * @param officer collecting officer 收费人员
 * @param amount amount paid 收费金额
 * @param paidAt time of payment 收费时间
 * @param payer payer 缴款人
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "缴费信息", en = "payment")
@WithBuilder
public record CasePayment(
    @Title(zh = "缴款单号", en = "number of the payment notice") @NotBlank @Size(max = 50)
        String paymentNumber,
    @Title(zh = "收费单位", en = "collecting organ") @NotNull @Valid Organ organ,
    @Title(zh = "收费人员", en = "collecting officer")
        Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "收费金额", en = "amount paid") @NotNull @Valid Money amount,
    @Title(zh = "收费时间", en = "time of payment") @NotNull @PastOrPresent OffsetDateTime paidAt,
    @Title(zh = "缴款人", en = "payer") Optional<@Size(min = 1, max = 100) String> payer,
    Extensions extensions) {

  /** Sets what was left out. */
  public CasePayment {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without payer and officer.
   *
   * @return the number
   */
  @Override
  public String toString() {
    return "CasePayment[" + paymentNumber + "]";
  }
}

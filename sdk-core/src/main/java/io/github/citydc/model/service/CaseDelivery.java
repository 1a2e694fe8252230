package io.github.citydc.model.service;

import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A delivery 物流信息 of materials or of the result by courier, GB/T 39046-2020, table 15.
 *
 * @param trackingNumber tracking number 物流单号
 * @param sendingOrgan sending organ 寄送单位
 * @param sender sender 寄送人
 * @param sentOn date of sending 寄送日期
 * @param receivingOrgan receiving organ 接收单位
 * @param recipient recipient 接收人
 * @param receivedOn date of receipt 接收日期
 * @param assessments assessments of the delivery 物流评估
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "物流信息", en = "delivery")
@ValidOrder({"sentOn", "receivedOn"})
@WithBuilder
public record CaseDelivery(
    @Title(zh = "物流单号", en = "tracking number") @NotBlank @Size(max = 50) String trackingNumber,
    @Title(zh = "寄送单位", en = "sending organ")
        Optional<@Size(min = 1, max = 200) String> sendingOrgan,
    @Title(zh = "寄送人", en = "sender") Optional<@Size(min = 1, max = 60) String> sender,
    @Title(zh = "寄送日期", en = "date of sending") @NotNull @PastOrPresent LocalDate sentOn,
    @Title(zh = "接收单位", en = "receiving organ")
        Optional<@Size(min = 1, max = 200) String> receivingOrgan,
    @Title(zh = "接收人", en = "recipient") Optional<@Size(min = 1, max = 60) String> recipient,
    @Title(zh = "接收日期", en = "date of receipt") Optional<@PastOrPresent LocalDate> receivedOn,
    @Title(zh = "物流评估", en = "assessments of the delivery")
        List<@Valid DeliveryAssessment> assessments,
    Extensions extensions) {

  /** Copies the lists and sets what was left out. */
  public CaseDelivery {
    assessments = Copies.list(assessments);
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without sender and recipient.
   *
   * @return the number
   */
  @Override
  public String toString() {
    return "CaseDelivery[" + trackingNumber + "]";
  }
}

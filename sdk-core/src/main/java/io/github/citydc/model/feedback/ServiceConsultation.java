package io.github.citydc.model.feedback;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidItemCode;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A question 政务服务咨询 about a service item and its answer, GB/T 39046-2020, table 10. A record is
 * what was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param consultationNumber number of the consultation 咨询编码
 * @param division division of the consultation 咨询地区划代码, responsible for the record
 * @param itemCode code of the service item 事项编码, GB/T 39554.1
 * @param inquirer inquirer 咨询人
 * @param title title of the question 咨询标题
 * @param text question 咨询内容
 * @param askedAt time of the question 咨询时间
 * @param organ answering organ 答复单位
 * @param officer answering officer 处理人
 * @param answer answer 处理意见
 * @param answeredAt time of the answer 处理时间
 * @param extension extension of the time limit 延期
 * @param overdueDays days overdue 超期天数
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.consultation/1")
@Title(zh = "政务服务咨询", en = "consultation on a government service")
@ValidOrder({"askedAt", "answeredAt"})
@WithBuilder
public record ServiceConsultation(
    @Title(zh = "咨询编码", en = "number of the consultation") @NotBlank @Size(max = 50)
        String consultationNumber,
    @Title(zh = "咨询地区划代码", en = "division of the consultation") @NotNull @ValidDivisionCode
        String division,
    @Title(zh = "事项编码", en = "code of the service item") Optional<@ValidItemCode String> itemCode,
    @Title(zh = "咨询人", en = "inquirer") Optional<@Size(min = 1, max = 60) String> inquirer,
    @Title(zh = "咨询标题", en = "title of the question") @NotBlank @Size(max = 200) String title,
    @Title(zh = "咨询内容", en = "question") @NotBlank @Size(max = 4000) String text,
    @Title(zh = "咨询时间", en = "time of the question") @NotNull @PastOrPresent OffsetDateTime askedAt,
    @Title(zh = "答复单位", en = "answering organ") Optional<@Valid Organ> organ,
    @Title(zh = "处理人", en = "answering officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "处理意见", en = "answer") Optional<@Size(min = 1, max = 4000) String> answer,
    @Title(zh = "处理时间", en = "time of the answer")
        Optional<@PastOrPresent OffsetDateTime> answeredAt,
    @Title(zh = "延期", en = "extension of the time limit") Optional<@Valid LimitExtension> extension,
    @Title(zh = "超期天数", en = "days overdue")
        Optional<@PositiveOrZero @Max(999) Integer> overdueDays,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceConsultation {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * Without anybody's name.
   *
   * @return the number
   */
  @Override
  public String toString() {
    return "ServiceConsultation[" + consultationNumber + "]";
  }
}

package io.github.citydc.model.feedback;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.model.service.TimeLimit;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidDivisionCode;
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
 * A complaint 政务服务投诉 about a government service and what came of it, GB/T 39046-2020, table 10. A
 * record is what was read or built, valid or not: required members are guaranteed to be there once
 * {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param complaintNumber number of the complaint 投诉编号, the standard has none; without it a
 *     complaint could not be updated
 * @param division division of the complaint 投诉地区划代码, responsible for the record
 * @param caseNumber case number 办件编号, if it is about a case
 * @param title title of the complaint 投诉标题
 * @param complainant complainant 投诉人
 * @param accusedOrgan organ complained about 被投诉单位
 * @param accusedPerson person complained about 被投诉人
 * @param text complaint 投诉内容
 * @param source source of the complaint 投诉来源, in words
 * @param complainedAt time of the complaint 投诉时间
 * @param organ handling organ 承办单位
 * @param officer handling officer 承办人
 * @param undertakenAt time of undertaking 承办时间
 * @param promisedLimit promised time limit 承诺时限
 * @param extension extension of the time limit 延期
 * @param overdueDays days overdue 超期天数
 * @param response response 反馈信息
 * @param respondedAt time of the response 反馈时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.complaint/1")
@Title(zh = "政务服务投诉", en = "complaint about a government service")
@ValidOrder({"complainedAt", "undertakenAt", "respondedAt"})
@WithBuilder
public record ServiceComplaint(
    @Title(zh = "投诉编号", en = "number of the complaint") @NotBlank @Size(max = 50)
        String complaintNumber,
    @Title(zh = "投诉地区划代码", en = "division of the complaint") @NotNull @ValidDivisionCode
        String division,
    @Title(zh = "办件编号", en = "case number") Optional<@Size(min = 1, max = 50) String> caseNumber,
    @Title(zh = "投诉标题", en = "title of the complaint") @NotBlank @Size(max = 200) String title,
    @Title(zh = "投诉人", en = "complainant") Optional<@Size(min = 1, max = 60) String> complainant,
    @Title(zh = "被投诉单位", en = "organ complained about")
        Optional<@Size(min = 1, max = 200) String> accusedOrgan,
    @Title(zh = "被投诉人", en = "person complained about")
        Optional<@Size(min = 1, max = 60) String> accusedPerson,
    @Title(zh = "投诉内容", en = "complaint") @NotBlank @Size(max = 4000) String text,
    @Title(zh = "投诉来源", en = "source of the complaint")
        Optional<@Size(min = 1, max = 50) String> source,
    @Title(zh = "投诉时间", en = "time of the complaint") @NotNull @PastOrPresent
        OffsetDateTime complainedAt,
    @Title(zh = "承办单位", en = "handling organ") Optional<@Valid Organ> organ,
    @Title(zh = "承办人", en = "handling officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "承办时间", en = "time of undertaking")
        Optional<@PastOrPresent OffsetDateTime> undertakenAt,
    @Title(zh = "承诺时限", en = "promised time limit") Optional<@Valid TimeLimit> promisedLimit,
    @Title(zh = "延期", en = "extension of the time limit") Optional<@Valid LimitExtension> extension,
    @Title(zh = "超期天数", en = "days overdue")
        Optional<@PositiveOrZero @Max(999) Integer> overdueDays,
    @Title(zh = "反馈信息", en = "response") Optional<@Size(min = 1, max = 4000) String> response,
    @Title(zh = "反馈时间", en = "time of the response")
        Optional<@PastOrPresent OffsetDateTime> respondedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceComplaint {
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
    return "ServiceComplaint[" + complaintNumber + "]";
  }
}

package io.github.citydc.model.sharing;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidPresence;
import io.github.citydc.validation.ValidResourceCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A record of use 共享使用记录 of shared data by its reader: scenario, process, effect, storage and
 * destruction (Decree 809, arts. 26, 27 and 29). Such records are kept at least three years. A
 * record is what was read or built, valid or not: required members are guaranteed to be there once
 * {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param useNumber number of the record 记录编号
 * @param grantNumber number of the grant 授权编号
 * @param resource code of the resource 信息资源代码
 * @param requester using department 使用部门
 * @param period period of use 使用期间, the days this record is about
 * @param scenario scenario of use 应用场景
 * @param process process of use 使用过程
 * @param effect effect of use 使用成效
 * @param reads number of reads 读取次数
 * @param storage storage of the data 存储情况
 * @param disposal disposal of the data 处置情况
 * @param disposedOn day of disposal 处置日期; required once the data is destroyed or returned
 * @param recordedAt time of the record 记录时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.use/1")
@Title(zh = "共享使用记录", en = "record of use")
@ValidPresence(
    member = "disposedOn",
    when = "disposal",
    is = {"destroyed", "returned"})
@WithBuilder
public record SharingUse(
    @Title(zh = "记录编号", en = "number of the record") @NotBlank @Size(max = 50) String useNumber,
    @Title(zh = "授权编号", en = "number of the grant") @NotBlank @Size(max = 50) String grantNumber,
    @Title(zh = "信息资源代码", en = "code of the resource") @NotNull @ValidResourceCode String resource,
    @Title(zh = "使用部门", en = "using department") @NotNull @Valid Organ requester,
    @Title(zh = "使用期间", en = "period of use") @NotNull @Valid Period period,
    @Title(zh = "应用场景", en = "scenario of use") @NotBlank @Size(max = 2000) String scenario,
    @Title(zh = "使用过程", en = "process of use") @NotBlank @Size(max = 2000) String process,
    @Title(zh = "使用成效", en = "effect of use") @NotBlank @Size(max = 2000) String effect,
    @Title(zh = "读取次数", en = "number of reads") @NotNull @PositiveOrZero Long reads,
    @Title(zh = "存储情况", en = "storage of the data") @NotBlank @Size(max = 1000) String storage,
    @Title(zh = "处置情况", en = "disposal of the data") @NotNull @ValidCodeOf(CodeSetName.USE_DISPOSAL)
        String disposal,
    @Title(zh = "处置日期", en = "day of disposal") Optional<@PastOrPresent LocalDate> disposedOn,
    @Title(zh = "记录时间", en = "time of the record") @NotNull @PastOrPresent
        OffsetDateTime recordedAt,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public SharingUse {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(requester);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return number and grant
   */
  @Override
  public String toString() {
    return "SharingUse[" + useNumber + " " + grantNumber + "]";
  }
}

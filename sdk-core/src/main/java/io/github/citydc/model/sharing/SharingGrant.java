package io.github.citydc.model.sharing;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidResourceCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A grant of sharing 共享授权: what a provider has agreed to let a department read, for which purpose
 * and how long (Decree 809, arts. 21 and 22). Another version of the same grant replaces the one
 * before. A record is what was read or built, valid or not: required members are guaranteed to be
 * there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param grantNumber number of the grant 授权编号
 * @param version version of the grant 授权版本, from 1; a change after consultation makes the next one
 * @param applicationNumber number of the application 申请编号, absent if data flows back to a lower
 *     level (art. 24)
 * @param resource code of the resource 信息资源代码
 * @param provider providing department 提供部门
 * @param requester using department 使用部门
 * @param readers reading nodes 读取节点, by their node ids
 * @param items data items 信息项, by the names they have in the catalog entry
 * @param divisions divisions in scope 区划范围; records of these divisions and below them; without any,
 *     records of all
 * @param purpose purpose of use 使用目的, to which the use is bound (art. 25); a query repeats these
 *     words
 * @param period period of use 使用期限
 * @param mode mode of sharing 共享方式
 * @param conditions conditions of use 使用条件
 * @param sealed sealed or not 是否加密提供: whether answers are encrypted for the reader
 * @param readsPerDay reads per day 每日读取上限, the largest number of requests
 * @param grantedAt time of the grant 授权时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.grant/1")
@Title(zh = "共享授权", en = "grant of sharing")
@WithBuilder
public record SharingGrant(
    @Title(zh = "授权编号", en = "number of the grant") @NotBlank @Size(max = 50) String grantNumber,
    @Title(zh = "授权版本", en = "version of the grant") @NotNull @Positive Integer version,
    @Title(zh = "申请编号", en = "number of the application")
        Optional<@Size(min = 1, max = 50) String> applicationNumber,
    @Title(zh = "信息资源代码", en = "code of the resource") @NotNull @ValidResourceCode String resource,
    @Title(zh = "提供部门", en = "providing department") @NotNull @Valid Organ provider,
    @Title(zh = "使用部门", en = "using department") @NotNull @Valid Organ requester,
    @Title(zh = "读取节点", en = "reading nodes") @NotEmpty
        List<@NotBlank @Pattern(regexp = Forms.NODE) String> readers,
    @Title(zh = "信息项", en = "data items") @NotEmpty List<@NotBlank @Size(max = 100) String> items,
    @NoJurisdiction(
            value = "the scope of what is read, not a place the record belongs to",
            zh = "为读取范围，并非记录所属地")
        @Title(zh = "区划范围", en = "divisions in scope")
        List<@ValidDivisionCode String> divisions,
    @Title(zh = "使用目的", en = "purpose of use") @NotBlank @Size(max = 200) String purpose,
    @Title(zh = "使用期限", en = "period of use") @NotNull @Valid Period period,
    @Title(zh = "共享方式", en = "mode of sharing") @NotNull @ValidCodeOf(CodeSetName.SHARING_MODE)
        String mode,
    @Title(zh = "使用条件", en = "conditions of use")
        Optional<@Size(min = 1, max = 2000) String> conditions,
    @Title(zh = "是否加密提供", en = "sealed or not") Optional<Boolean> sealed,
    @Title(zh = "每日读取上限", en = "reads per day") Optional<@Positive Integer> readsPerDay,
    @Title(zh = "授权时间", en = "time of the grant") @NotNull @PastOrPresent OffsetDateTime grantedAt,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public SharingGrant {
    readers = Copies.list(readers);
    items = Copies.list(items);
    divisions = Copies.list(divisions);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(provider);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return version and number
   */
  @Override
  public String toString() {
    return "SharingGrant[" + version + " " + grantNumber + "]";
  }
}

package io.github.citydc.model.sharing;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.Period;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidResourceCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An application for sharing 共享申请 of a resource of the catalog (Decree 809, art. 20). Sent again
 * under its number, with what was missing, it replaces the one before. A record is what was read or
 * built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param applicationNumber number of the application 申请编号
 * @param resource code of the resource 信息资源代码
 * @param provider providing department 提供部门
 * @param requester applying department 申请部门
 * @param readers reading nodes 读取节点, by their node ids
 * @param items data items 信息项, by the names they have in the catalog entry
 * @param divisions divisions in scope 区划范围; records of these divisions and below them; without any,
 *     records of all
 * @param basis basis of the application 申请依据, the duty that needs the data
 * @param scenario scenario of use 应用场景
 * @param purpose purpose of use 使用目的
 * @param mode mode of sharing 共享方式
 * @param period period of use 使用期限
 * @param consentedBy consenting head 同意人, the head of the body for sharing of the department
 * @param materials materials of the application 申请材料
 * @param appliedAt time of the application 申请时间
 * @param supplementedAt time of supplement 补正时间, when what was missing was handed in
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.application/1")
@Title(zh = "共享申请", en = "application for sharing")
@ValidOrder({"appliedAt", "supplementedAt"})
@WithBuilder
public record SharingApplication(
    @Title(zh = "申请编号", en = "number of the application") @NotBlank @Size(max = 50)
        String applicationNumber,
    @Title(zh = "信息资源代码", en = "code of the resource") @NotNull @ValidResourceCode String resource,
    @Title(zh = "提供部门", en = "providing department") @NotNull @Valid Organ provider,
    @Title(zh = "申请部门", en = "applying department") @NotNull @Valid Organ requester,
    @Title(zh = "读取节点", en = "reading nodes") @NotEmpty
        List<@NotBlank @Pattern(regexp = Forms.NODE) String> readers,
    @Title(zh = "信息项", en = "data items") @NotEmpty List<@NotBlank @Size(max = 100) String> items,
    @NoJurisdiction(
            value = "the scope of what is read, not a place the record belongs to",
            zh = "为读取范围，并非记录所属地")
        @Title(zh = "区划范围", en = "divisions in scope")
        List<@ValidDivisionCode String> divisions,
    @Title(zh = "申请依据", en = "basis of the application") @NotBlank @Size(max = 2000) String basis,
    @Title(zh = "应用场景", en = "scenario of use") @NotBlank @Size(max = 2000) String scenario,
    @Title(zh = "使用目的", en = "purpose of use") @NotBlank @Size(max = 200) String purpose,
    @Title(zh = "共享方式", en = "mode of sharing") @NotNull @ValidCodeOf(CodeSetName.SHARING_MODE)
        String mode,
    @Title(zh = "使用期限", en = "period of use") @NotNull @Valid Period period,
    @Title(zh = "同意人", en = "consenting head") @NotBlank @Size(max = 60) String consentedBy,
    @Title(zh = "申请材料", en = "materials of the application") List<@Valid PartReference> materials,
    @Title(zh = "申请时间", en = "time of the application") @NotNull @PastOrPresent
        OffsetDateTime appliedAt,
    @Title(zh = "补正时间", en = "time of supplement")
        Optional<@PastOrPresent OffsetDateTime> supplementedAt,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public SharingApplication {
    readers = Copies.list(readers);
    items = Copies.list(items);
    divisions = Copies.list(divisions);
    materials = Copies.list(materials);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.ofOrgan(requester);
  }

  /**
   * Without texts: they may be personal.
   *
   * @return number of the application
   */
  @Override
  public String toString() {
    return "SharingApplication[" + applicationNumber + "]";
  }
}

package io.github.citydc.model.sharing;

import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidResourceCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A request for correction 校核申请: the reader has found shared data wrong or incomplete (Decree 809,
 * art. 26). A record is what was read or built, valid or not: required members are guaranteed to be
 * there once {@link io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param correctionNumber number of the correction 校核编号
 * @param grantNumber number of the grant 授权编号
 * @param resource code of the resource 信息资源代码
 * @param provider providing department 提供部门
 * @param requester using department 使用部门
 * @param records ids of the records 记录标识, as the provider offers them
 * @param items data items 信息项, by the names they have in the catalog entry
 * @param description description of the fault 问题描述
 * @param materials supporting materials 佐证材料
 * @param requestedAt time of the request 申请时间
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("sharing.correction/1")
@Title(zh = "校核申请", en = "request for correction")
@WithBuilder
public record SharingCorrection(
    @Title(zh = "校核编号", en = "number of the correction") @NotBlank @Size(max = 50)
        String correctionNumber,
    @Title(zh = "授权编号", en = "number of the grant")
        Optional<@Size(min = 1, max = 50) String> grantNumber,
    @Title(zh = "信息资源代码", en = "code of the resource") @NotNull @ValidResourceCode String resource,
    @Title(zh = "提供部门", en = "providing department") @NotNull @Valid Organ provider,
    @Title(zh = "使用部门", en = "using department") @NotNull @Valid Organ requester,
    @Title(zh = "记录标识", en = "ids of the records") List<@NotBlank @Size(max = 200) String> records,
    @Title(zh = "信息项", en = "data items") List<@NotBlank @Size(max = 100) String> items,
    @Title(zh = "问题描述", en = "description of the fault") @NotBlank @Size(max = 4000)
        String description,
    @Title(zh = "佐证材料", en = "supporting materials") List<@Valid PartReference> materials,
    @Title(zh = "申请时间", en = "time of the request") @NotNull @PastOrPresent
        OffsetDateTime requestedAt,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public SharingCorrection {
    records = Copies.list(records);
    items = Copies.list(items);
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
   * @return number of the correction
   */
  @Override
  public String toString() {
    return "SharingCorrection[" + correctionNumber + "]";
  }
}

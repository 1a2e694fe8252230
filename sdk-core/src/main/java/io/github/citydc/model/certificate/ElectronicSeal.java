package io.github.citydc.model.certificate;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The electronic seal 电子签章 on an electronic certificate, GB/T 36903-2018; GB/T 39046-2020, table
 * 13.
 *
 * @param name name of the seal 证照签章名称 (ZZQZMC)
 * @param sealedBy person who sealed 证照签章人 (ZZQZR)
 * @param sealedAt time of sealing 证照签章时间 (ZZQZSJ)
 * @param kind kind of seal 印章类型
 * @param version version of the seal 电子签章版本
 * @param madeOn date of making 印章制作日期
 * @param issuedOn date of issue of the seal 印章发放日期
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "电子签章", en = "electronic seal")
@ValidOrder({"madeOn", "issuedOn"})
@WithBuilder
public record ElectronicSeal(
    @Title(zh = "证照签章名称", en = "name of the seal") Optional<@Size(min = 1, max = 200) String> name,
    @Title(zh = "证照签章人", en = "person who sealed")
        Optional<@Size(min = 1, max = 200) String> sealedBy,
    @Title(zh = "证照签章时间", en = "time of sealing") Optional<@PastOrPresent OffsetDateTime> sealedAt,
    @Title(zh = "印章类型", en = "kind of seal") Optional<@Size(min = 1, max = 50) String> kind,
    @Title(zh = "电子签章版本", en = "version of the seal")
        Optional<@Size(min = 1, max = 20) String> version,
    @Title(zh = "印章制作日期", en = "date of making") Optional<@PastOrPresent LocalDate> madeOn,
    @Title(zh = "印章发放日期", en = "date of issue of the seal")
        Optional<@PastOrPresent LocalDate> issuedOn,
    Extensions extensions) {

  /** Sets what was left out. */
  public ElectronicSeal {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the person who sealed.
   *
   * @return the type only
   */
  @Override
  public String toString() {
    return "ElectronicSeal[]";
  }
}

package io.github.citydc.model.certificate;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.ECertificateId;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Party;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidECertificateId;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPart;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * An electronic certificate 电子证照 with the metadata of GB/T 36903-2018. The short names of that
 * standard are given with each member. A record is what was read or built, valid or not: required
 * members are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has
 * accepted it.
 *
 * @param eCertificateId certificate identifier 证照标识, GB/T 36904 (ZZBS)
 * @param name name of the certificate 证照名称 (ZZMC)
 * @param typeCode type code 证照类型代码, 21 characters (ZZLXDM)
 * @param number certificate number 证照编号 (ZZBH)
 * @param issuer issuing organ 证照颁发机构 (ZZBFJG, ZZBFJGDM)
 * @param issuedOn date of issue 证照颁发日期 (ZZBFRQ)
 * @param holders holders 持证主体 (CZZT, CZZTDM, CZZTDMLXDM)
 * @param validFrom valid from 证照有效期起始日期 (ZZYXQQSRQ)
 * @param validUntil valid until 证照有效期截止日期 (ZZYXQJZRQ)
 * @param seal electronic seal 证照签章
 * @param createdAt time of creation 创建时间 (CJSJ)
 * @param trust trust level 证照信任级别, 国办函〔2016〕108号
 * @param division division 行政区划代码; responsible for the record
 * @param faceItems face items 照面拓展信息项 (KZ_)
 * @param file certificate file 证照文件, OFD, GB/T 36905
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.certificate/1")
@Title(zh = "电子证照", en = "electronic certificate")
@ValidOrder({"validFrom", "validUntil"})
@ValidOrder({"issuedOn", "validUntil"})
@ValidPart(member = "typeCode", of = "eCertificateId", from = 15, length = 21)
@ValidPart(member = "issuer.creditCode", of = "eCertificateId", from = 37, length = 18)
@WithBuilder
public record ECertificate(
    @Title(zh = "证照标识", en = "certificate identifier") @NotNull @ValidECertificateId
        String eCertificateId,
    @Title(zh = "证照名称", en = "name of the certificate") @NotBlank @Size(max = 200) String name,
    @Title(zh = "证照类型代码", en = "type code") @NotBlank @Size(max = 21) String typeCode,
    @Title(zh = "证照编号", en = "certificate number") @NotBlank @Size(max = 100) String number,
    @Title(zh = "证照颁发机构", en = "issuing organ") @NotNull @Valid Organ issuer,
    @Title(zh = "证照颁发日期", en = "date of issue") @NotNull @PastOrPresent LocalDate issuedOn,
    @Title(zh = "持证主体", en = "holders") @NotEmpty List<@Valid Party> holders,
    @Title(zh = "证照有效期起始日期", en = "valid from") Optional<LocalDate> validFrom,
    @Title(zh = "证照有效期截止日期", en = "valid until") Optional<LocalDate> validUntil,
    @Title(zh = "证照签章", en = "electronic seal") Optional<@Valid ElectronicSeal> seal,
    @Title(zh = "创建时间", en = "time of creation") Optional<@PastOrPresent OffsetDateTime> createdAt,
    @Title(zh = "证照信任级别", en = "trust level")
        Optional<@ValidCodeOf(CodeSetName.MATERIAL_TRUST) String> trust,
    @Title(zh = "行政区划代码", en = "division")
        Optional<@io.github.citydc.validation.ValidDivisionCode String> division,
    @Title(zh = "照面拓展信息项", en = "face items") List<@Valid FaceItem> faceItems,
    @Title(zh = "证照文件", en = "certificate file") Optional<@Valid PartReference> file,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ECertificate {
    holders = Copies.list(holders);
    faceItems = Copies.list(faceItems);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return division.isPresent()
        ? Jurisdiction.of(division.get())
        : Jurisdiction.ofOrgan(
            Optional.ofNullable(eCertificateId)
                .flatMap(ECertificateId::tryParse)
                .map(ECertificateId::issuer));
  }

  /**
   * Without holder and number.
   *
   * @return the name of the certificate
   */
  @Override
  public String toString() {
    return "ECertificate[" + name + "]";
  }
}

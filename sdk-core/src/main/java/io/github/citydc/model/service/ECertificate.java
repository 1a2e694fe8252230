package io.github.citydc.model.service;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Party;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidECertificateId;
import io.github.citydc.validation.ValidCodeOf;
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
 * @param eCertificateId identifier 证照标识, GB/T 36904 (ZZBS)
 * @param name name 证照名称 (ZZMC)
 * @param typeCode code of the type 证照类型代码, 21 characters (ZZLXDM)
 * @param number number 证照编号 (ZZBH)
 * @param issuer issuing organ 证照颁发机构 (ZZBFJG, ZZBFJGDM)
 * @param issuedOn date of issue 证照颁发日期 (ZZBFRQ)
 * @param holders holders 持证主体 (CZZT, CZZTDM, CZZTDMLXDM)
 * @param validFrom valid from 证照有效期起始日期 (ZZYXQQSRQ)
 * @param validUntil valid until 证照有效期截止日期 (ZZYXQJZRQ)
 * @param sealedBy who sealed it 证照签章人 (ZZQZR)
 * @param sealedAt time of sealing 证照签章时间 (ZZQZSJ)
 * @param sealName name of the seal 证照签章名称 (ZZQZMC)
 * @param createdAt time of creation 创建时间 (CJSJ)
 * @param trust level of trust 证照信任级别, 国办函〔2016〕108号
 * @param division division 行政区划代码; responsible for the record
 * @param faceItems items on its face 业务照面项 (KZ_)
 * @param file file 证照文件, OFD, GB/T 36905
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("service.certificate/1")
@WithBuilder
public record ECertificate(
    @NotNull @ValidECertificateId String eCertificateId,
    @NotBlank @Size(max = 200) String name,
    @NotBlank @Size(max = 21) String typeCode,
    @NotBlank @Size(max = 100) String number,
    @NotNull @Valid Organ issuer,
    @NotNull @PastOrPresent LocalDate issuedOn,
    @NotEmpty List<@Valid Party> holders,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validUntil,
    Optional<@Size(min = 1, max = 200) String> sealedBy,
    Optional<@PastOrPresent OffsetDateTime> sealedAt,
    Optional<@Size(min = 1, max = 200) String> sealName,
    Optional<@PastOrPresent OffsetDateTime> createdAt,
    Optional<@ValidCodeOf(CodeSetName.MATERIAL_TRUST) String> trust,
    Optional<@io.github.citydc.validation.ValidDivisionCode String> division,
    List<@Valid FaceItem> faceItems,
    Optional<@Valid PartReference> file,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public ECertificate {
    holders = Copies.list(holders);
    faceItems = Copies.list(faceItems);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(division.orElse(null));
  }

  /**
   * Without holder and number.
   *
   * @return the name of the certificate
   */
  @Override
  public String toString() {
    return "Certificate[" + name + "]";
  }
}

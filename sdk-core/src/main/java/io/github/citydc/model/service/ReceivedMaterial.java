package io.github.citydc.model.service;

import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A material 收取材料 that came with an application, GB/T 39046-2020, table 5; C 0109
 * (up_pro_material).
 *
 * @param name name of the material 材料名称 (material_name)
 * @param received received or not 是否收取
 * @param method way of receiving 收取方式 (get_type)
 * @param copies number received 收取数量 (get_num)
 * @param receivedAt time of receipt 收取时间
 * @param files files of the material 附件
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "收取材料", en = "material received")
@WithBuilder
public record ReceivedMaterial(
    @Title(zh = "材料名称", en = "name of the material") @NotBlank @Size(max = 300) String name,
    @Title(zh = "是否收取", en = "received or not") @NotNull Boolean received,
    @Title(zh = "收取方式", en = "way of receiving") Optional<@Size(min = 1, max = 20) String> method,
    @Title(zh = "收取数量", en = "number received") Optional<@PositiveOrZero @Max(100) Integer> copies,
    @Title(zh = "收取时间", en = "time of receipt") Optional<@PastOrPresent OffsetDateTime> receivedAt,
    @Title(zh = "附件", en = "files of the material") List<@Valid PartReference> files,
    Extensions extensions) {

  /** Copies the lists and sets what was left out. */
  public ReceivedMaterial {
    files = Copies.list(files);
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the files: their names may name a person.
   *
   * @return the name of the material
   */
  @Override
  public String toString() {
    return "ReceivedMaterial[" + name + "]";
  }
}

package io.github.citydc.model.space;

import io.github.citydc.model.Contact;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.GeoPolygon;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidGridCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A unit grid 单元网格 of city management. A record is what was read or built, valid or not: required
 * members are guaranteed to be there once {@link io.github.citydc.validation.PayloadValidator} has
 * accepted it.
 *
 * @param gridCode unit grid identifier 单元网格标识码, 15 digits, GB/T 30428.1
 * @param name name of the grid 网格名称
 * @param division division 行政区划代码; responsible for the record
 * @param boundary boundary 网格范围
 * @param area area 面积, in square meters
 * @param gridWorker grid worker 网格员
 * @param organ responsible organ 责任单位
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("space.grid/1")
@Title(zh = "单元网格", en = "unit grid")
@WithBuilder
public record Grid(
    @Title(zh = "单元网格标识码", en = "unit grid identifier") @NotNull @ValidGridCode String gridCode,
    @Title(zh = "网格名称", en = "name of the grid") @NotBlank @Size(max = 100) String name,
    @Title(zh = "行政区划代码", en = "division") @NotNull @io.github.citydc.validation.ValidDivisionCode
        String division,
    @Title(zh = "网格范围", en = "boundary") @NotNull @Valid GeoPolygon boundary,
    @Title(zh = "面积", en = "area")
        Optional<@Positive @Digits(integer = 10, fraction = 2) BigDecimal> area,
    @Title(zh = "网格员", en = "grid worker") Optional<@Valid Contact> gridWorker,
    @Title(zh = "责任单位", en = "responsible organ") @NotNull @Valid Organ organ,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public Grid {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division).and(Jurisdiction.ofGrid(Optional.ofNullable(gridCode)));
  }

  /**
   * Without the grid worker.
   *
   * @return the code
   */
  @Override
  public String toString() {
    return "Grid[" + gridCode + "]";
  }
}

package io.github.citydc.model;

import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/**
 * An area 多边形 as a polygon of GeoJSON (RFC 7946), its positions in CGCS2000 degrees.
 *
 * @param type geometry type 几何类型, always {@code Polygon}
 * @param coordinates rings 坐标环, the outer one first; each closes on its first position; a position
 *     is longitude, latitude
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "多边形", en = "polygon")
@WithBuilder
public record GeoPolygon(
    @Title(zh = "几何类型", en = "geometry type") @NotNull @Pattern(regexp = "Polygon") String type,
    @Title(zh = "坐标环", en = "rings") @NotEmpty
        List<@Size(min = 4, max = 10000) List<@Size(min = 2, max = 2) List<@NotNull BigDecimal>>>
            coordinates,
    Extensions extensions) {

  /** Copies the lists and sets what was left out. */
  public GeoPolygon {
    coordinates = Copies.list(coordinates);
    extensions = Extensions.orNone(extensions);
  }

  /**
   * A polygon without holes.
   *
   * @param ring positions of longitude and latitude, the last one equal to the first
   * @return the polygon
   */
  public static GeoPolygon of(List<List<BigDecimal>> ring) {
    return new GeoPolygon("Polygon", List.of(ring), Extensions.none());
  }

  /**
   * The number of rings.
   *
   * @return the type and the number
   */
  @Override
  public String toString() {
    return "GeoPolygon[" + coordinates.size() + " rings]";
  }
}

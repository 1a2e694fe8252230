package io.github.citydc.model.community;

import io.github.citydc.model.Contact;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.GeoPoint;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidComponentCode;
import io.github.citydc.validation.ValidEventCode;
import io.github.citydc.validation.ValidGridCode;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A community or city event 城市管理事件, GB/T 30428. A record is what was read or built, valid or not:
 * required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param eventNumber number of the event 案件编号
 * @param eventCode class of the event 事件分类代码, 10 digits, GB/T 30428.2
 * @param component component concerned 部件标识码, 16 digits, GB/T 30428.2
 * @param division division 行政区划代码; responsible for the record
 * @param grid unit grid 单元网格编码, 15 digits, GB/T 30428.1
 * @param place place 事发地点, in words
 * @param location location 坐标, CGCS2000
 * @param description description 问题描述
 * @param source source 问题来源, {@code inspector} 监督员上报, {@code citizen} 公众举报, {@code hotline} 热线,
 *     {@code sensor} 物联感知, {@code video} 视频监控, {@code department} 部门转办, {@code other} 其他
 * @param reportedAt time of the report 上报时间
 * @param reporter reporter 上报人
 * @param dueAt due 处置时限
 * @param media pictures and recordings 多媒体附件
 * @param stages stages 处置过程, oldest first
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("community.event/1")
@ValidOrder({"reportedAt", "dueAt"})
@ValidOrder("stages.at")
@WithBuilder
public record CityEvent(
    @NotBlank @Size(max = 50) String eventNumber,
    @NoJurisdiction(
            value =
                "it names the list of kinds of events, which a city keeps for all its districts, and no place",
            zh = "其区划为事件分类表的编制单位，市辖各区共用，并非事发地")
        @NotNull
        @ValidEventCode
        String eventCode,
    Optional<@ValidComponentCode String> component,
    @NotNull @io.github.citydc.validation.ValidDivisionCode String division,
    Optional<@ValidGridCode String> grid,
    @NotBlank @Size(max = 200) String place,
    Optional<@Valid GeoPoint> location,
    @NotBlank @Size(max = 2000) String description,
    @NotNull @Pattern(regexp = "inspector|citizen|hotline|sensor|video|department|other")
        String source,
    @NotNull @PastOrPresent OffsetDateTime reportedAt,
    Optional<@Valid Contact> reporter,
    Optional<OffsetDateTime> dueAt,
    List<@Valid PartReference> media,
    List<@Valid EventStage> stages,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CityEvent {
    media = Copies.list(media);
    stages = Copies.list(stages);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division)
        .and(Jurisdiction.ofGrid(grid))
        .and(Jurisdiction.ofComponent(component));
  }

  /**
   * Without place and reporter.
   *
   * @return the number of the event
   */
  @Override
  public String toString() {
    return "CityEvent[" + eventNumber + "]";
  }
}

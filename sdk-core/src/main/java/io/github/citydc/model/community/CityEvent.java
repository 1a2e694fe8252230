package io.github.citydc.model.community;

import io.github.citydc.code.CodeSetName;
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
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidComponentCode;
import io.github.citydc.validation.ValidEventCode;
import io.github.citydc.validation.ValidGridCode;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
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
 * @param eventCode event class code 事件分类代码, 10 digits, GB/T 30428.2
 * @param component component identifier 部件标识码, 16 digits, GB/T 30428.2
 * @param division division 行政区划代码; responsible for the record
 * @param grid unit grid identifier 单元网格标识码, 15 digits, GB/T 30428.1
 * @param place place of the event 事发地点, in words
 * @param location coordinates 坐标, CGCS2000
 * @param description description of the problem 问题描述
 * @param source source of the event 问题来源
 * @param reportedAt time of the report 上报时间
 * @param reporter reporter 上报人
 * @param dueAt due time 处置时限
 * @param media pictures and recordings 多媒体附件
 * @param stages stages of the event 处置过程, oldest first
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("community.event/1")
@Title(zh = "城市管理事件", en = "city-management event")
@ValidOrder({"reportedAt", "dueAt"})
@ValidOrder("stages.at")
@WithBuilder
public record CityEvent(
    @Title(zh = "案件编号", en = "number of the event") @NotBlank @Size(max = 50) String eventNumber,
    @NoJurisdiction(
            value =
                "it names the list of kinds of events, which a city keeps for all its districts, and no place",
            zh = "其区划为事件分类表的编制单位，市辖各区共用，并非事发地")
        @Title(zh = "事件分类代码", en = "event class code")
        @NotNull
        @ValidEventCode
        String eventCode,
    @Title(zh = "部件标识码", en = "component identifier")
        Optional<@ValidComponentCode String> component,
    @Title(zh = "行政区划代码", en = "division") @NotNull @io.github.citydc.validation.ValidDivisionCode
        String division,
    @Title(zh = "单元网格标识码", en = "unit grid identifier") Optional<@ValidGridCode String> grid,
    @Title(zh = "事发地点", en = "place of the event") @NotBlank @Size(max = 200) String place,
    @Title(zh = "坐标", en = "coordinates") Optional<@Valid GeoPoint> location,
    @Title(zh = "问题描述", en = "description of the problem") @NotBlank @Size(max = 2000)
        String description,
    @Title(zh = "问题来源", en = "source of the event") @NotNull @ValidCodeOf(CodeSetName.EVENT_SOURCE)
        String source,
    @Title(zh = "上报时间", en = "time of the report") @NotNull @PastOrPresent
        OffsetDateTime reportedAt,
    @Title(zh = "上报人", en = "reporter") Optional<@Valid Contact> reporter,
    @Title(zh = "处置时限", en = "due time") Optional<OffsetDateTime> dueAt,
    @Title(zh = "多媒体附件", en = "pictures and recordings") List<@Valid PartReference> media,
    @Title(zh = "处置过程", en = "stages of the event") List<@Valid EventStage> stages,
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

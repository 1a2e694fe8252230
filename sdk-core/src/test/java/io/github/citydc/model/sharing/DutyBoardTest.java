package io.github.citydc.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.CatalogLife;
import io.github.citydc.model.catalog.CatalogReview;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DutyBoardTest {

  private static final WorkingCalendar CALENDAR = WorkingCalendar.announced();
  private static final LocalDate TODAY = LocalDate.parse("2026-06-01");

  @Test
  void what_is_late_comes_first_and_what_is_done_last() {
    SharingApplication applied =
        SharingApplicationBuilder.builder(example(SharingApplication.class))
            .applicationNumber("GX-2026-00032")
            .appliedAt(OffsetDateTime.parse("2026-05-28T10:00:00+08:00"))
            .supplementedAt(Optional.empty())
            .build();

    assertThat(
            lines(
                example(CatalogEntry.class),
                example(SharingApplication.class),
                example(SharingAnswer.class),
                example(SharingCorrection.class),
                applied))
        .containsExactly(
            "GX-2026-00031 22 2026-03-30 open 42 provider 广州市天河区人民政府",
            "JH-2026-00009 26 2026-04-22 open 26 provider 广州市天河区人民政府",
            "GX-2026-00032 21 2026-06-11 open 0 provider 广州市天河区人民政府",
            "GX-2026-00031 21 2026-03-05 2026-03-02 0 provider 广州市天河区人民政府",
            "101001001/00012 17 2026-01-15 2026-01-15 0 authority 广州市政务服务和数据管理局");
  }

  @Test
  void a_grant_is_the_yes_to_its_application() {
    assertThat(lines(example(SharingApplication.class), example(SharingGrant.class)))
        .containsExactly(
            "GX-2026-00031 22 2026-03-30 open 42 provider 广州市天河区人民政府",
            "GX-2026-00031 21 2026-03-05 2026-03-02 0 provider 广州市天河区人民政府");
  }

  @Test
  void the_last_application_of_a_number_counts() {
    SharingApplication first =
        SharingApplicationBuilder.builder(example(SharingApplication.class))
            .supplementedAt(Optional.empty())
            .build();
    SharingAnswer incomplete =
        SharingAnswerBuilder.builder(example(SharingAnswer.class))
            .answerNumber("1")
            .decision("incomplete")
            .missing(List.of("职责依据文件"))
            .at(OffsetDateTime.parse("2026-02-24T10:00:00+08:00"))
            .build();

    assertThat(lines(first, incomplete)).singleElement().asString().contains(" 2026-02-24 ");
    assertThat(lines(first, incomplete, example(SharingApplication.class)))
        .element(0)
        .isEqualTo("GX-2026-00031 21 2026-03-10 open 56 provider 广州市天河区人民政府");
  }

  @Test
  void what_is_shared_unconditionally_is_answered_on_the_next_working_day() {
    CatalogEntry entry = example(CatalogEntry.class);
    CatalogEntry open =
        CatalogEntryBuilder.builder(entry)
            .sharing(SharingBuilder.builder(entry.sharing()).type("1").build())
            .reviews(List.of())
            .build();

    assertThat(lines(open, example(SharingApplication.class)))
        .singleElement()
        .asString()
        .startsWith("GX-2026-00031 21 2026-02-14 ");
  }

  @Test
  void an_entry_is_updated_after_its_basis_has_changed() {
    CatalogEntry entry = example(CatalogEntry.class);
    List<CatalogReview> reviews = new ArrayList<>(entry.reviews());
    Organ organ = new Organ("广州市天河区人民政府", Optional.empty(), Extensions.none());
    reviews.add(review("basis-changed", "2026-05-11T09:00:00+08:00", organ));
    assertThat(steps(reviews)).isEmpty();

    assertThat(lines(CatalogEntryBuilder.builder(entry).reviews(reviews).build()))
        .element(0)
        .isEqualTo("101001001/00012 17 2026-05-25 open 5 provider 广州市天河区人民政府");

    reviews.add(review("reported", "2026-05-26T09:00:00+08:00", organ));
    assertThat(steps(reviews)).isEmpty();
    assertThat(lines(CatalogEntryBuilder.builder(entry).reviews(reviews).build()))
        .startsWith(
            "101001001/00012 17 2026-05-28 open 2 authority 广州市政务服务和数据管理局",
            "101001001/00012 17 2026-05-25 2026-05-26 1 provider 广州市天河区人民政府");
  }

  private static CatalogReview review(String step, String at, Organ organ) {
    return new CatalogReview(
        step, OffsetDateTime.parse(at), organ, Optional.empty(), Extensions.none());
  }

  /** Why the last step may not follow those before. */
  private static Optional<?> steps(List<CatalogReview> reviews) {
    List<String> steps = reviews.stream().map(CatalogReview::step).toList();
    int last = steps.size() - 1;
    return CatalogLife.cycle().next(steps.subList(0, last), steps.get(last)).refusal();
  }

  @Test
  void a_suspension_sets_the_reader_a_day_until_the_grant_is_resumed() {
    SharingChange suspension = example(SharingChange.class);
    SharingChange resumption =
        SharingChangeBuilder.builder(suspension)
            .changeNumber("BG-2026-00005")
            .action("resumed")
            .mendBy(Optional.empty())
            .at(OffsetDateTime.parse("2026-05-22T11:00:00+08:00"))
            .build();
    SharingGrant grant =
        SharingGrantBuilder.builder(example(SharingGrant.class))
            .applicationNumber(Optional.empty())
            .build();

    assertThat(lines(grant, suspension))
        .containsExactly("SQ-2026-00017 27 2026-05-25 open 5 requester 广州市海珠区人民政府");
    assertThat(lines(suspension)).containsExactly("SQ-2026-00017 27 2026-05-25 open 5 requester ?");
    assertThat(lines(grant, suspension, resumption))
        .containsExactly("SQ-2026-00017 27 2026-05-25 2026-05-22 0 requester 广州市海珠区人民政府");
  }

  private static List<String> lines(Payload... payloads) {
    return DutyBoard.of(List.of(payloads), CALENDAR).duties().stream()
        .map(
            duty ->
                String.join(
                    " ",
                    duty.number(),
                    Integer.toString(duty.deadline().duty().article()),
                    duty.deadline().due().toString(),
                    duty.deadline().done().map(LocalDate::toString).orElse("open"),
                    Integer.toString(duty.deadline().lateBy(TODAY, CALENDAR)),
                    duty.deadline().duty().party().nameEn(),
                    duty.organ().map(Organ::name).orElse("?")))
        .toList();
  }

  private static <P extends Payload> P example(Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.of(record)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}

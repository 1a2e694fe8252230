package io.github.citydc.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.ShareType;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.CatalogReview;
import io.github.citydc.model.catalog.CatalogReviewBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

  private static final WorkingCalendar CALENDAR = WorkingCalendar.announced();

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers().between(0, 1000).map(LocalDate.of(2024, 1, 1)::plusDays);
  }

  @Provide
  Arbitrary<SharingDuty> terms() {
    return Arbitraries.of(SharingDuty.class).filter(duty -> duty != SharingDuty.MENDING);
  }

  @Property
  void a_duty_is_in_time_up_to_its_last_day_and_late_from_the_next_working_day_on(
      @ForAll("days") LocalDate begin,
      @ForAll("terms") SharingDuty duty,
      @ForAll @IntRange(min = 1, max = 30) int late) {
    Deadline deadline = Deadline.of(duty, begin, 0, CALENDAR);

    assertThat(CALENDAR.between(begin, deadline.due())).isEqualTo(duty.workingDays());
    assertThat(deadline.lateBy(deadline.due(), CALENDAR)).isZero();
    assertThat(deadline.lateBy(CALENDAR.after(deadline.due(), late), CALENDAR)).isEqualTo(late);
    assertThat(deadline.doneOn(deadline.due()).lateBy(deadline.due().plusYears(1), CALENDAR))
        .isZero();
  }

  @Property
  void an_extension_moves_the_last_day_by_as_many_working_days(
      @ForAll("days") LocalDate begin, @ForAll @IntRange(max = 10) int extension) {
    LocalDate due = Deadline.of(SharingDuty.ANSWER_CONDITIONAL, begin, 0, CALENDAR).due();
    LocalDate extended =
        Deadline.of(SharingDuty.ANSWER_CONDITIONAL, begin, extension, CALENDAR).due();

    assertThat(CALENDAR.between(due, extended)).isEqualTo(extension);
  }

  /** Friday 2026-02-13, before Spring Festival: Saturday 14 and 28 are working days. */
  @ParameterizedTest
  @CsvSource({
    "CATALOG_UPDATE, 0, 2026-03-05",
    "CATALOG_UPDATE, 5, 2026-03-12",
    "CATALOG_REVIEW, 0, 2026-02-24",
    "ANSWER_UNCONDITIONAL, 0, 2026-02-14",
    "ANSWER_CONDITIONAL, 0, 2026-03-05",
    "ANSWER_CONDITIONAL, 10, 2026-03-19",
    "DELIVERY, 0, 2026-03-19",
    "CORRECTION, 0, 2026-03-05",
  })
  void terms_are_those_of_the_articles(SharingDuty duty, int extension, LocalDate due) {
    Deadline deadline = Deadline.of(duty, LocalDate.parse("2026-02-13"), extension, CALENDAR);

    assertThat(deadline.due()).isEqualTo(due);
    assertThat(deadline.provisional()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "CATALOG_UPDATE, 6",
    "ANSWER_CONDITIONAL, 11",
    "DELIVERY, 1",
    "CORRECTION, 1",
    "CORRECTION, -1"
  })
  void a_longer_extension_than_the_law_allows_is_refused(SharingDuty duty, int extension) {
    assertThatThrownBy(() -> Deadline.of(duty, LocalDate.parse("2026-02-13"), extension, CALENDAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Decree 809, art. " + duty.article());
  }

  @Test
  void a_deadline_in_a_year_that_is_not_announced_is_provisional() {
    Deadline deadline =
        Deadline.of(SharingDuty.DELIVERY, LocalDate.parse("2026-12-21"), 0, CALENDAR);

    assertThat(deadline.provisional()).isTrue();
    assertThat(deadline.message(LocalDate.parse("2026-12-22"), CALENDAR))
        .isEqualTo(
            "Decree 809, art. 22: sharing of the data, due on 2027-01-18 (provisional): open");
    assertThat(deadline.messageZh(LocalDate.parse("2026-12-22"), CALENDAR))
        .isEqualTo("国务院令第809号第二十二条：提供数据，期限2027-01-18（暂定）：待办");
  }

  @Test
  void a_late_duty_names_its_article_and_its_working_days() {
    Deadline deadline =
        Deadline.of(SharingDuty.CORRECTION, LocalDate.parse("2026-02-13"), 0, CALENDAR);
    LocalDate monday = LocalDate.parse("2026-03-09");

    assertThat(deadline.message(monday, CALENDAR))
        .isEqualTo(
            "Decree 809, art. 26: answer to the request for correction, due on 2026-03-05: 2"
                + " working day(s) late");
    assertThat(deadline.doneOn(monday).messageZh(monday, CALENDAR))
        .isEqualTo("国务院令第809号第二十六条：校核并反馈，期限2026-03-05：逾期2个工作日完成");
    assertThat(deadline.doneOn(deadline.due()).message(monday, CALENDAR)).endsWith("done in time");
  }

  @Test
  void an_application_that_nobody_answers_is_late_under_article_21() {
    List<Deadline> deadlines =
        SharingDeadlines.ofApplication(
            application(Optional.empty()), List.of(), ShareType.CONDITIONAL, CALENDAR);

    assertThat(deadlines)
        .containsExactly(
            new Deadline(
                SharingDuty.ANSWER_CONDITIONAL,
                LocalDate.parse("2026-03-05"),
                false,
                Optional.empty()));
    assertThat(deadlines.get(0).lateBy(LocalDate.parse("2026-03-06"), CALENDAR)).isEqualTo(1);
  }

  @Test
  void the_term_begins_again_when_what_was_missing_is_there() {
    SharingAnswer incomplete = answer("incomplete", "2026-02-24T10:00:00+08:00");

    assertThat(
            SharingDeadlines.ofApplication(
                application(Optional.empty()),
                List.of(incomplete),
                ShareType.CONDITIONAL,
                CALENDAR))
        .singleElement()
        .matches(deadline -> deadline.done().isPresent());
    assertThat(
            SharingDeadlines.ofApplication(
                application(Optional.of("2026-02-27T23:30:00Z")),
                List.of(incomplete),
                ShareType.CONDITIONAL,
                CALENDAR))
        .extracting(Deadline::due)
        .as("it was Saturday 28 in China, a working day")
        .containsExactly(LocalDate.parse("2026-03-05"), LocalDate.parse("2026-03-13"));
  }

  @Test
  void a_yes_is_followed_by_the_data_within_20_working_days() {
    List<SharingAnswer> answers =
        List.of(
            answer("extended", "2026-03-05T10:00:00+08:00"),
            answer("agreed", "2026-03-13T10:00:00+08:00"));

    List<Deadline> deadlines =
        SharingDeadlines.ofApplication(
            application(Optional.empty()), answers, ShareType.CONDITIONAL, CALENDAR);

    assertThat(deadlines)
        .extracting(Deadline::duty)
        .containsExactly(SharingDuty.ANSWER_CONDITIONAL, SharingDuty.DELIVERY);
    assertThat(deadlines.get(0).due()).isEqualTo("2026-03-12");
    assertThat(deadlines.get(0).lateBy(LocalDate.parse("2026-05-01"), CALENDAR)).isEqualTo(1);
    assertThat(deadlines.get(1).due()).isEqualTo("2026-04-13");
    assertThat(deadlines.get(1).done()).isEmpty();
  }

  @Test
  void a_correction_is_answered_within_10_working_days() {
    SharingCorrection correction = example("sharing.correction/1", SharingCorrection.class);
    CorrectionResult result = example("sharing.correction-result/1", CorrectionResult.class);

    Deadline open = SharingDeadlines.ofCorrection(correction, Optional.empty(), CALENDAR);

    assertThat(open.due()).isEqualTo("2026-04-22");
    assertThat(open.done()).isEmpty();
    assertThat(SharingDeadlines.ofCorrection(correction, Optional.of(result), CALENDAR).done())
        .contains(LocalDate.parse("2026-04-15"));
  }

  @Test
  void each_report_of_a_catalog_entry_is_reviewed_within_2_working_days() {
    CatalogEntry entry = example("catalog.entry/1", CatalogEntry.class);
    List<CatalogReview> reviews = new ArrayList<>(entry.reviews());
    reviews.add(
        CatalogReviewBuilder.builder(reviews.get(0))
            .at(OffsetDateTime.parse("2026-02-14T10:00:00+08:00"))
            .build());

    List<Deadline> deadlines =
        SharingDeadlines.ofReviews(
            CatalogEntryBuilder.builder(entry).reviews(reviews).build(), CALENDAR);

    assertThat(deadlines)
        .extracting(Deadline::due)
        .containsExactly(LocalDate.parse("2026-01-15"), LocalDate.parse("2026-02-25"));
    assertThat(deadlines.get(0).done()).contains(LocalDate.parse("2026-01-15"));
    assertThat(deadlines.get(1).done()).isEmpty();
  }

  private static SharingApplication application(Optional<String> supplementedAt) {
    return SharingApplicationBuilder.builder(
            example("sharing.application/1", SharingApplication.class))
        .appliedAt(OffsetDateTime.parse("2026-02-13T10:00:00+08:00"))
        .supplementedAt(supplementedAt.map(OffsetDateTime::parse))
        .build();
  }

  private static SharingAnswer answer(String decision, String at) {
    return SharingAnswerBuilder.builder(example("sharing.answer/1", SharingAnswer.class))
        .decision(decision)
        .extension(5)
        .authority(new Organ("广州市政务服务和数据管理局", Optional.empty(), null))
        .at(OffsetDateTime.parse(at))
        .build();
  }

  private static <P> P example(String type, Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}

package io.github.citydc.model.sharing;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ShareType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogReview;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The deadlines of Decree 809, computed from the payloads that departments have sent each other
 * (interface standard §19). Pure functions of what is handed in.
 *
 * <pre>{@code
 * for (Deadline deadline : SharingDeadlines.ofApplication(application, answers, type, calendar)) {
 *   if (deadline.lateBy(today, calendar) > 0) {
 *     log.warn(deadline.message(today, calendar));
 *   }
 * }
 * }</pre>
 */
public final class SharingDeadlines {

  private SharingDeadlines() {}

  /**
   * The deadlines of an application, as it stands. Once papers were called missing, the term begins
   * when they were supplemented, and until then there is none.
   *
   * @param application the application, as it was sent last
   * @param answers its answers so far, oldest first
   * @param type how the resource is shared
   * @param calendar the working days
   * @return those of the answers and of the delivery, done and open ones
   */
  public static List<Deadline> ofApplication(
      SharingApplication application,
      List<SharingAnswer> answers,
      ShareType type,
      WorkingCalendar calendar) {
    SharingDuty duty =
        type == ShareType.UNCONDITIONAL
            ? SharingDuty.ANSWER_UNCONDITIONAL
            : SharingDuty.ANSWER_CONDITIONAL;
    List<Deadline> deadlines = new ArrayList<>();
    Optional<SharingAnswer> incomplete = first(answers, "incomplete");
    Optional<OffsetDateTime> begin = Optional.of(application.appliedAt());
    if (incomplete.isPresent()) {
      deadlines.add(
          Deadline.of(duty, day(application.appliedAt()), 0, calendar)
              .doneOn(day(incomplete.get().at())));
      begin = application.supplementedAt();
    }
    Optional<SharingAnswer> agreed = first(answers, "agreed");
    Optional<SharingAnswer> decided = agreed.or(() -> first(answers, "refused"));
    int extension =
        first(answers, "extended")
            .flatMap(SharingAnswer::extension)
            .map(days -> Math.min(days, duty.longestExtension()))
            .orElse(0);
    begin.ifPresent(
        time -> {
          Deadline answer = Deadline.of(duty, day(time), extension, calendar);
          deadlines.add(decided.map(yes -> answer.doneOn(day(yes.at()))).orElse(answer));
        });
    agreed.ifPresent(
        yes -> {
          Deadline delivery = Deadline.of(SharingDuty.DELIVERY, day(yes.at()), 0, calendar);
          deadlines.add(
              first(answers, "delivered")
                  .map(done -> delivery.doneOn(day(done.at())))
                  .orElse(delivery));
        });
    return List.copyOf(deadlines);
  }

  private static Optional<SharingAnswer> first(List<SharingAnswer> answers, String decision) {
    return answers.stream().filter(answer -> answer.decision().equals(decision)).findFirst();
  }

  /**
   * The deadline of a request for correction (art. 26).
   *
   * @param correction the request
   * @param result its result, empty as long as there is none
   * @param calendar the working days
   * @return the deadline of the provider
   */
  public static Deadline ofCorrection(
      SharingCorrection correction, Optional<CorrectionResult> result, WorkingCalendar calendar) {
    Deadline deadline =
        Deadline.of(SharingDuty.CORRECTION, day(correction.requestedAt()), 0, calendar);
    return result.map(answer -> deadline.doneOn(day(answer.at()))).orElse(deadline);
  }

  /**
   * The deadlines of the authority that reviews a catalog entry (art. 17): one for each report,
   * done when the entry is published or returned.
   *
   * @param entry the entry with its reviews
   * @param calendar the working days
   * @return the deadlines, in the order of the reports
   */
  public static List<Deadline> ofReviews(CatalogEntry entry, WorkingCalendar calendar) {
    return ofSteps(entry, SharingDuty.CATALOG_REVIEW, "reported", "published|returned", calendar);
  }

  /**
   * The deadlines of the provider for updates of a catalog entry (art. 17): one for each change of
   * its legal basis or of duties that the reviews note, done when the entry is reported again.
   *
   * @param entry the entry with its reviews
   * @param calendar the working days
   * @return the deadlines, in the order of the changes
   */
  public static List<Deadline> ofUpdates(CatalogEntry entry, WorkingCalendar calendar) {
    return ofSteps(entry, SharingDuty.CATALOG_UPDATE, "basis-changed", "reported", calendar);
  }

  /** A duty begins with a step of the review and is done with the next one of some kinds. */
  private static List<Deadline> ofSteps(
      CatalogEntry entry,
      SharingDuty duty,
      String beginning,
      String endings,
      WorkingCalendar calendar) {
    List<Deadline> deadlines = new ArrayList<>();
    for (int i = 0; i < entry.reviews().size(); i++) {
      CatalogReview begin = entry.reviews().get(i);
      if (begin.step().equals(beginning)) {
        Deadline deadline = Deadline.of(duty, day(begin.at()), 0, calendar);
        deadlines.add(
            entry.reviews().stream()
                .skip(i)
                .filter(step -> step.step().matches(endings))
                .findFirst()
                .map(end -> deadline.doneOn(day(end.at())))
                .orElse(deadline));
      }
    }
    return List.copyOf(deadlines);
  }

  /**
   * The deadline for the reader to end the misuse for which its grant was suspended (art. 27).
   *
   * @param change a change of a grant
   * @param changes all changes of this grant that are known, in any order
   * @return the day that the suspension sets, done when the grant was resumed or ended after it;
   *     empty if the change is no suspension, or sets no day
   */
  public static Optional<Deadline> ofSuspension(SharingChange change, List<SharingChange> changes) {
    return change
        .mendBy()
        .filter(day -> change.action().equals("suspended"))
        .map(
            day ->
                new Deadline(
                    SharingDuty.MENDING,
                    day,
                    false,
                    changes.stream()
                        .filter(next -> next.action().matches("resumed|ended"))
                        .map(SharingChange::at)
                        .filter(change.at()::isBefore)
                        .min(Comparator.comparing(OffsetDateTime::toInstant))
                        .map(SharingDeadlines::day)));
  }

  private static LocalDate day(OffsetDateTime time) {
    return time.atZoneSameInstant(ChinaTime.ZONE).toLocalDate();
  }
}

package io.github.citydc.model.sharing;

import io.github.citydc.code.ShareType;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogReview;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A board of the duties of Decree 809: what is due when, and who has to act, computed from payloads
 * that departments have sent each other. It knows nothing else: an answer that is not among the
 * payloads was not given. Immutable.
 *
 * <pre>{@code
 * DutyBoard board = DutyBoard.of(payloads, WorkingCalendar.announced());
 * for (AssignedDuty duty : board.duties()) {                              // the oldest open one first
 *   log.info("{}: {}", duty.number(), duty.deadline().message(today, calendar));
 * }
 * }</pre>
 *
 * <p>Of what was sent several times under its number the last one counts. A grant of an application
 * is the yes to it. The share type of a resource is that of its catalog entry; without one, a
 * resource is taken to be shared conditionally.
 */
public final class DutyBoard {

  private static final Comparator<AssignedDuty> OPEN_FIRST =
      Comparator.comparing((AssignedDuty duty) -> duty.deadline().done().isPresent())
          .thenComparing(
              duty -> duty.deadline().done().orElse(LocalDate.MIN), Comparator.reverseOrder())
          .thenComparing(duty -> duty.deadline().due())
          .thenComparing(AssignedDuty::number);

  private final List<AssignedDuty> duties;

  private DutyBoard(List<AssignedDuty> duties) {
    this.duties = List.copyOf(duties);
  }

  /**
   * Computes the board.
   *
   * @param payloads valid ones, oldest first; those of other types are left out
   * @param calendar the working days
   * @return the board
   */
  public static DutyBoard of(Collection<? extends Payload> payloads, WorkingCalendar calendar) {
    Payloads all = new Payloads(payloads);
    List<AssignedDuty> duties = new ArrayList<>();
    all.applications().forEach(one -> duties.addAll(ofApplication(one, all, calendar)));
    all.corrections().forEach(one -> duties.add(ofCorrection(one, all, calendar)));
    all.entries().forEach(one -> duties.addAll(ofEntry(one, calendar)));
    all.changes().forEach(one -> ofSuspension(one, all).ifPresent(duties::add));
    return new DutyBoard(duties.stream().sorted(OPEN_FIRST).toList());
  }

  /**
   * The duties.
   *
   * @return open ones first, by their last day, so that late ones are at the top; then those that
   *     are done, the last one first
   */
  public List<AssignedDuty> duties() {
    return duties;
  }

  private static List<AssignedDuty> ofApplication(
      SharingApplication application, Payloads all, WorkingCalendar calendar) {
    String number = application.applicationNumber();
    return SharingDeadlines.ofApplication(
            application, all.answers(number), all.shareType(application.resource()), calendar)
        .stream()
        .map(deadline -> duty(number, application.resource(), application.provider(), deadline))
        .toList();
  }

  private static AssignedDuty duty(String number, String resource, Organ organ, Deadline deadline) {
    return new AssignedDuty(number, Optional.of(resource), Optional.of(organ), deadline);
  }

  private static AssignedDuty ofCorrection(
      SharingCorrection correction, Payloads all, WorkingCalendar calendar) {
    return duty(
        correction.correctionNumber(),
        correction.resource(),
        correction.provider(),
        SharingDeadlines.ofCorrection(
            correction, all.result(correction.correctionNumber()), calendar));
  }

  private static List<AssignedDuty> ofEntry(CatalogEntry entry, WorkingCalendar calendar) {
    String code = entry.resourceCode();
    Organ updating = entry.updateDuty().orElse(entry.provider());
    Optional<Organ> authority =
        entry.reviews().stream()
            .filter(review -> review.step().matches("approved|returned|published"))
            .map(CatalogReview::organ)
            .reduce((before, last) -> last);
    return Stream.concat(
            SharingDeadlines.ofUpdates(entry, calendar).stream()
                .map(deadline -> duty(code, code, updating, deadline)),
            SharingDeadlines.ofReviews(entry, calendar).stream()
                .map(deadline -> new AssignedDuty(code, Optional.of(code), authority, deadline)))
        .toList();
  }

  private static Optional<AssignedDuty> ofSuspension(SharingChange change, Payloads all) {
    Optional<SharingGrant> grant = all.grant(change.grantNumber());
    return SharingDeadlines.ofSuspension(change, all.changesOf(change.grantNumber()))
        .map(
            deadline ->
                new AssignedDuty(
                    change.grantNumber(),
                    grant.map(SharingGrant::resource),
                    grant.map(SharingGrant::requester),
                    deadline));
  }

  /** The payloads, each number once. */
  private static final class Payloads {

    private static final Comparator<SharingAnswer> BY_TIME =
        Comparator.comparing(answer -> answer.at().toInstant());

    private final Map<String, SharingApplication> applications;
    private final Map<String, SharingCorrection> corrections;
    private final Map<String, CorrectionResult> results;
    private final Map<String, CatalogEntry> entries;
    private final Map<String, SharingGrant> grants;
    private final Map<String, SharingChange> changes;
    private final Map<String, List<SharingChange>> changesByGrant;
    private final Map<String, List<SharingAnswer>> answersByApplication;

    Payloads(Collection<? extends Payload> all) {
      this.applications =
          last(all, SharingApplication.class, SharingApplication::applicationNumber);
      this.corrections = last(all, SharingCorrection.class, SharingCorrection::correctionNumber);
      this.results = last(all, CorrectionResult.class, CorrectionResult::correctionNumber);
      this.entries = last(all, CatalogEntry.class, CatalogEntry::resourceCode);
      this.grants = last(all, SharingGrant.class, SharingGrant::grantNumber);
      this.changes =
          last(all, SharingChange.class, one -> one.grantNumber() + "\n" + one.changeNumber());
      this.changesByGrant =
          changes.values().stream().collect(Collectors.groupingBy(SharingChange::grantNumber));
      this.answersByApplication =
          Stream.concat(
                  last(
                      all,
                      SharingAnswer.class,
                      one -> one.applicationNumber() + "\n" + one.answerNumber())
                      .values()
                      .stream(),
                  grants.values().stream().flatMap(Payloads::yes))
              .sorted(BY_TIME)
              .collect(Collectors.groupingBy(SharingAnswer::applicationNumber));
    }

    private static <P> Map<String, P> last(
        Collection<? extends Payload> all, Class<P> type, Function<P, String> number) {
      Map<String, P> found = new LinkedHashMap<>();
      all.stream()
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(one -> found.put(number.apply(one), one));
      return found;
    }

    /** A grant of an application is the yes to it. */
    private static Stream<SharingAnswer> yes(SharingGrant grant) {
      return grant.applicationNumber().stream()
          .map(
              number ->
                  SharingAnswerBuilder.builder()
                      .answerNumber(grant.grantNumber())
                      .applicationNumber(number)
                      .provider(grant.provider())
                      .decision("agreed")
                      .at(grant.grantedAt())
                      .consentedBy("")
                      .grantNumber(grant.grantNumber())
                      .build());
    }

    Collection<SharingApplication> applications() {
      return applications.values();
    }

    Collection<SharingCorrection> corrections() {
      return corrections.values();
    }

    Collection<CatalogEntry> entries() {
      return entries.values();
    }

    Collection<SharingChange> changes() {
      return changes.values();
    }

    List<SharingChange> changesOf(String grantNumber) {
      return changesByGrant.getOrDefault(grantNumber, List.of());
    }

    List<SharingAnswer> answers(String application) {
      return answersByApplication.getOrDefault(application, List.of());
    }

    Optional<SharingGrant> grant(String number) {
      return Optional.ofNullable(grants.get(number));
    }

    Optional<CorrectionResult> result(String number) {
      return Optional.ofNullable(results.get(number));
    }

    ShareType shareType(String resource) {
      return Optional.ofNullable(entries.get(resource))
          .filter(entry -> entry.sharing().type().equals(ShareType.UNCONDITIONAL.code()))
          .map(entry -> ShareType.UNCONDITIONAL)
          .orElse(ShareType.CONDITIONAL);
    }
  }
}

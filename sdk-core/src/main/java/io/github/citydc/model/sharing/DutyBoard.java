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
 * <p>Of applications, catalog entries and grants sent several times the last one counts. A grant of
 * an application is the yes to it. The share type of a resource is that of its catalog entry;
 * without one, a resource is taken to be shared conditionally.
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
    all.entries().values().forEach(one -> duties.addAll(ofEntry(one, calendar)));
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

    private final Collection<? extends Payload> payloads;
    private final Map<String, CatalogEntry> entries;
    private final Map<String, SharingGrant> grants;
    private final Map<String, CorrectionResult> results;

    Payloads(Collection<? extends Payload> payloads) {
      this.payloads = payloads;
      this.entries = last(CatalogEntry.class, CatalogEntry::resourceCode);
      this.grants = last(SharingGrant.class, SharingGrant::grantNumber);
      this.results = last(CorrectionResult.class, CorrectionResult::correctionNumber);
    }

    private <P> Map<String, P> last(Class<P> type, Function<P, String> number) {
      Map<String, P> found = new LinkedHashMap<>();
      payloads.stream()
          .filter(type::isInstance)
          .map(type::cast)
          .forEach(one -> found.put(number.apply(one), one));
      return found;
    }

    Collection<SharingApplication> applications() {
      return last(SharingApplication.class, SharingApplication::applicationNumber).values();
    }

    Collection<SharingCorrection> corrections() {
      return last(SharingCorrection.class, SharingCorrection::correctionNumber).values();
    }

    Collection<SharingChange> changes() {
      return last(SharingChange.class, SharingChange::changeNumber).values();
    }

    List<SharingChange> changesOf(String grantNumber) {
      return changes().stream().filter(change -> change.grantNumber().equals(grantNumber)).toList();
    }

    Map<String, CatalogEntry> entries() {
      return entries;
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

    /** Those that were sent, and the yes that a grant is. */
    List<SharingAnswer> answers(String application) {
      Stream<SharingAnswer> sent =
          payloads.stream()
              .filter(SharingAnswer.class::isInstance)
              .map(SharingAnswer.class::cast)
              .filter(answer -> answer.applicationNumber().equals(application));
      Stream<SharingAnswer> granted =
          grants.values().stream()
              .filter(grant -> grant.applicationNumber().equals(Optional.of(application)))
              .map(grant -> yes(application, grant));
      return Stream.concat(sent, granted).sorted(BY_TIME).toList();
    }

    private static SharingAnswer yes(String application, SharingGrant grant) {
      return SharingAnswerBuilder.builder()
          .answerNumber(grant.grantNumber())
          .applicationNumber(application)
          .provider(grant.provider())
          .decision("agreed")
          .at(grant.grantedAt())
          .consentedBy("")
          .grantNumber(grant.grantNumber())
          .build();
    }
  }
}

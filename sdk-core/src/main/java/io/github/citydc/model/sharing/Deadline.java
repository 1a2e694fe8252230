package io.github.citydc.model.sharing;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A deadline of Decree 809, and when the duty was done.
 *
 * @param duty what has to be done
 * @param due the last day for it
 * @param provisional whether the day rests on a year whose holidays are not announced yet, or not
 *     known to the calendar
 * @param done the day on which it was done, empty while it is open
 */
public record Deadline(
    SharingDuty duty, LocalDate due, boolean provisional, Optional<LocalDate> done) {

  /**
   * The deadline of a duty.
   *
   * @param duty what has to be done
   * @param begin the day on which the term begins, such as that of receipt; it does not count
   * @param extension working days that the authority has consented to, 0 if none
   * @param calendar the working days
   * @return the deadline of an open duty
   * @throws IllegalArgumentException if the extension is longer than the law allows, or negative
   */
  public static Deadline of(
      SharingDuty duty, LocalDate begin, int extension, WorkingCalendar calendar) {
    if (extension < 0 || extension > duty.longestExtension()) {
      throw new IllegalArgumentException(
          "The term of "
              + Decree.en(duty.article())
              + " can be extended by 0 to "
              + duty.longestExtension()
              + " working days, not by "
              + extension);
    }
    LocalDate due = calendar.after(begin, duty.workingDays() + extension);
    return new Deadline(duty, due, !calendar.knows(begin, due), Optional.empty());
  }

  /**
   * The same deadline, once its duty is done.
   *
   * @param day when
   * @return a deadline that is no longer open
   */
  public Deadline doneOn(LocalDate day) {
    return new Deadline(duty, due, provisional, Optional.of(day));
  }

  /**
   * How late the duty was done, or is if it is still open.
   *
   * @param today the present day
   * @param calendar the working days
   * @return working days after the last day of the term, 0 if it was or is in time
   */
  public int lateBy(LocalDate today, WorkingCalendar calendar) {
    return calendar.between(due, done.orElse(today));
  }

  /**
   * Says in English how the duty stands.
   *
   * @param today the present day
   * @param calendar the working days
   * @return one line that names the article
   */
  public String message(LocalDate today, WorkingCalendar calendar) {
    int late = lateBy(today, calendar);
    String state;
    if (done.isPresent()) {
      state = late == 0 ? "done in time" : "done " + late + " working day(s) late";
    } else {
      state = late == 0 ? "open" : late + " working day(s) late";
    }
    return Decree.en(duty.article())
        + ": "
        + duty.nameEn()
        + ", due on "
        + due
        + (provisional ? " (provisional)" : "")
        + ": "
        + state;
  }

  /**
   * Says in Chinese how the duty stands.
   *
   * @param today the present day
   * @param calendar the working days
   * @return one line that names the article
   */
  public String messageZh(LocalDate today, WorkingCalendar calendar) {
    int late = lateBy(today, calendar);
    String state;
    if (done.isPresent()) {
      state = late == 0 ? "按期完成" : "逾期" + late + "个工作日完成";
    } else {
      state = late == 0 ? "待办" : "已逾期" + late + "个工作日";
    }
    return Decree.zh(duty.article())
        + "："
        + duty.nameZh()
        + "，期限"
        + due
        + (provisional ? "（暂定）" : "")
        + "："
        + state;
  }
}

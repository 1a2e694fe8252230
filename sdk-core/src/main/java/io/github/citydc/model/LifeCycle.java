package io.github.citydc.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules about which step of a process may follow which. A pure function of the steps taken so
 * far; the steps are the codes that stand in the records.
 *
 * <pre>{@code
 * Transition next = DocumentLife.cycle().next(List.of("sent", "received"), "signed-for");
 * next.refusal().ifPresent(refusal -> log.info(refusal.message()));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class LifeCycle {

  private final Map<String, Step> steps;

  private LifeCycle(Map<String, Step> steps) {
    this.steps = steps;
  }

  /**
   * A life cycle.
   *
   * @param steps every step by its code
   * @return the life cycle
   * @throws IllegalArgumentException if a step names one that is not there
   */
  public static LifeCycle of(Map<String, Step> steps) {
    steps
        .values()
        .forEach(
            step -> {
              if (!steps.keySet().containsAll(step.after)) {
                throw new IllegalArgumentException("No such step among " + step.after);
              }
            });
    return new LifeCycle(Map.copyOf(steps));
  }

  /**
   * Decides whether a step may be the next one.
   *
   * @param taken the steps taken so far, oldest first; they are not judged again
   * @param step the next one
   * @return allowed, or why not
   */
  public Transition next(List<String> taken, String step) {
    Step wanted = steps.get(step);
    if (wanted == null) {
      return refused("There is no step " + step, "没有“" + step + "”这一步骤");
    }
    if (taken.isEmpty()) {
      return wanted.first
          ? allowed()
          : wanted.refused(step + " cannot be the first step", "“" + wanted.titleZh + "”不能是第一个步骤");
    }
    String last = taken.get(taken.size() - 1);
    if (wanted.after.contains(last)) {
      return allowed();
    }
    return isLast(last)
        ? wanted.refused(
            "Nothing can follow " + last + ", which is the end",
            "“" + titleZh(last) + "”已是终结，不能再有后续步骤")
        : wanted.refused(
            step + " cannot follow " + last,
            "“" + wanted.titleZh + "”不能在“" + titleZh(last) + "”之后");
  }

  /**
   * Decides whether a whole history is legal.
   *
   * @param history steps, oldest first
   * @return allowed, or why the first illegal step is refused
   */
  public Transition check(List<String> history) {
    for (int i = 0; i < history.size(); i++) {
      Transition next = next(history.subList(0, i), history.get(i));
      if (!next.isAllowed()) {
        return next;
      }
    }
    return allowed();
  }

  /**
   * The codes of all steps.
   *
   * @return immutable
   */
  public Set<String> steps() {
    return steps.keySet();
  }

  /**
   * A step by its code.
   *
   * @param code for example {@code signed-for}
   * @return the step, empty if there is none of this code
   */
  public Optional<Step> step(String code) {
    return Optional.ofNullable(steps.get(code));
  }

  private boolean isLast(String code) {
    return steps.values().stream().noneMatch(step -> step.after.contains(code));
  }

  private String titleZh(String code) {
    return Optional.ofNullable(steps.get(code)).map(Step::titleZh).orElse(code);
  }

  private static Transition allowed() {
    return new Transition(Optional.empty());
  }

  private static Transition refused(String message, String messageZh) {
    return new Transition(Optional.of(new Transition.Refusal(message, messageZh)));
  }

  /**
   * A step of a process.
   *
   * @param titleZh its Chinese name
   * @param first whether it can be the first one
   * @param after the steps it can follow
   * @param source the law it rests on, empty if none is cited when it is refused
   */
  public record Step(String titleZh, boolean first, Set<String> after, Optional<Source> source) {

    /** Copies the steps. */
    public Step {
      after = Set.copyOf(after);
    }

    /**
     * A step that begins a life.
     *
     * @param titleZh its Chinese name
     * @param after the steps it can follow besides
     * @return the step
     */
    public static Step first(String titleZh, String... after) {
      return new Step(titleZh, true, Set.of(after), Optional.empty());
    }

    /**
     * A step that follows others.
     *
     * @param titleZh its Chinese name
     * @param after the steps it can follow
     * @return the step
     */
    public static Step after(String titleZh, String... after) {
      return new Step(titleZh, false, Set.of(after), Optional.empty());
    }

    /**
     * The same step, with the law it rests on.
     *
     * @param law what a refusal cites
     * @return the step
     */
    public Step under(Source law) {
      return new Step(titleZh, first, after, Optional.of(law));
    }

    private Transition refused(String message, String messageZh) {
      return LifeCycle.refused(
          message + source.map(law -> " (" + law.en() + ")").orElse(""),
          messageZh + source.map(law -> "（" + law.zh() + "）").orElse(""));
    }
  }

  /**
   * A law or standard that a step rests on.
   *
   * @param en as it is cited in English
   * @param zh as it is cited in Chinese
   */
  public record Source(String en, String zh) {}
}

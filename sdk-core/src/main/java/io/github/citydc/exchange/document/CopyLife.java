package io.github.citydc.exchange.document;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.internal.Sha256;
import io.github.citydc.model.document.DocumentAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The life of one copy of a document as one side knows it: interface standard §4.9. The sender of
 * the document decides the order of the actions, its own and the recipient's, and tells the place
 * of each of its own. So a recipient has actions of its own whose place it does not know yet; they
 * stand last, in their order, until the sender tells an action that belongs before or behind them.
 * Immutable and thread-safe.
 */
public final class CopyLife {

  private static final String SENT = "sent";
  private static final String REMINDED = "reminded";
  private static final String WITHDRAWN = "withdrawn";

  /** No text of a message has it. */
  private static final String SEPARATOR = "\0";

  private final CopyKey copy;
  private final List<Step> steps;

  private CopyLife(CopyKey copy, List<Step> steps) {
    this.copy = copy;
    this.steps = List.copyOf(steps);
  }

  /**
   * A step of a life.
   *
   * @param action what happened
   * @param placed whether its place is known: always at the sender of the document
   */
  public record Step(DocumentAction action, boolean placed) {

    private Step atItsPlace() {
      return new Step(action, true);
    }
  }

  /**
   * A life as it was stored.
   *
   * @param copy whose it is
   * @param steps oldest first, those without a place last
   * @return the life
   */
  public static CopyLife of(CopyKey copy, List<Step> steps) {
    return new CopyLife(copy, steps);
  }

  /**
   * The copy whose life it is.
   *
   * @return its key
   */
  public CopyKey copy() {
    return copy;
  }

  /**
   * The steps, to be stored.
   *
   * @return oldest first, those without a place last
   */
  public List<Step> steps() {
    return steps;
  }

  /**
   * The actions.
   *
   * @return oldest first
   */
  public List<DocumentAction> actions() {
    return steps.stream().map(Step::action).toList();
  }

  /**
   * Returns whether an action is part of this life.
   *
   * @param actionId the action
   * @return true if it has happened
   */
  public boolean has(String actionId) {
    return steps.stream().anyMatch(step -> step.action.actionId().equals(actionId));
  }

  /**
   * The identifier that an action has now: the same on both sides, whatever has crossed, and
   * another one each time the document is sent and each time it is reminded.
   *
   * @param action what is to happen, a code of {@link DocumentAction}
   * @return SHA-256 of copy, number of the sending, action and number of the reminder
   */
  public String idOf(String action) {
    List<String> taken = actions().stream().map(DocumentAction::action).toList();
    int sending = (int) taken.stream().filter(SENT::equals).count();
    int reminders =
        (int)
            taken.subList(taken.lastIndexOf(SENT) + 1, taken.size()).stream()
                .filter(REMINDED::equals)
                .count();
    String named =
        String.join(
            SEPARATOR,
            copy.documentId(),
            copy.recipient(),
            String.valueOf(action.equals(SENT) ? sending + 1 : sending),
            action,
            String.valueOf(action.equals(REMINDED) ? reminders + 1 : 1));
    return "sha-256:" + Sha256.hex(named.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * This life after an action of this side.
   *
   * @param action what happens, with the identifier of {@link #idOf}
   * @return one step more
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if it may not happen now
   */
  public CopyLife own(DocumentAction action) {
    return with(steps, action, !DocumentSteps.isOfRecipient(action), List.of());
  }

  /**
   * This life after an action that the other side tells.
   *
   * @param action what happened
   * @return one step more; this life if it is part of it already
   * @throws io.github.citydc.exchange.message.InvalidPayloadException if it may not happen now
   * @throws RefusedException with {@code parts-missing} if an earlier action has not arrived
   */
  public CopyLife told(DocumentAction action) {
    if (has(action.actionId())) {
      return this;
    }
    return DocumentSteps.isOfRecipient(action)
        ? with(steps, action, true, List.of())
        : toldBySender(action);
  }

  private CopyLife toldBySender(DocumentAction action) {
    List<Step> waiting = steps.stream().filter(step -> !step.placed).toList();
    int placed = steps.size() - waiting.size();
    int before = DocumentSteps.place(action) - placed;
    if (before < 0) {
      throw DocumentSteps.refusal(
          "/step", "document.step", "Another action has this place", "这一位置已有其他操作");
    }
    if (before > waiting.size()) {
      throw new RefusedException(
          ProblemCode.PARTS_MISSING,
          "An earlier action on this document has not arrived; send it first");
    }
    // What the sender has ended can no longer be answered; it will not accept what still waits.
    boolean ends = action.action().equals(SENT) || action.action().equals(WITHDRAWN);
    return with(
        Stream.concat(
                steps.subList(0, placed).stream(),
                waiting.subList(0, before).stream().map(Step::atItsPlace))
            .toList(),
        action,
        true,
        ends ? List.of() : waiting.subList(before, waiting.size()));
  }

  private CopyLife with(
      List<Step> before, DocumentAction action, boolean placed, List<Step> behind) {
    CopyLife until = new CopyLife(copy, before);
    DocumentSteps.require(until.actions(), action);
    if (!action.actionId().equals(until.idOf(action.action()))) {
      throw DocumentSteps.refusal(
          "/actionId",
          "document.action-id",
          "This is not the identifier of this step; is it of an earlier sending?",
          "操作标识与当前步骤不符，可能属于此前一次发送");
    }
    List<Step> all = new ArrayList<>(before);
    all.add(new Step(action, placed));
    all.addAll(behind);
    return new CopyLife(copy, all);
  }

  /**
   * This life without an action of this side that the other has refused, and without what rests on
   * it.
   *
   * @param actionId the action
   * @return this life if other steps rest on it that cannot be taken back
   */
  public CopyLife without(String actionId) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.action.actionId().equals(actionId)) {
        boolean first = step.action.action().equals(SENT);
        boolean goes = !step.placed || first || i == steps.size() - 1;
        return goes ? new CopyLife(copy, steps.subList(0, i)) : this;
      }
    }
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CopyLife life && copy.equals(life.copy) && steps.equals(life.steps);
  }

  @Override
  public int hashCode() {
    return Objects.hash(copy, steps);
  }
}

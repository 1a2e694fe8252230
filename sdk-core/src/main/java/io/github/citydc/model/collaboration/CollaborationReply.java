package io.github.citydc.model.collaboration;

import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
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
 * A reply 协同回复 to a task across departments. A record is what was read or built, valid or not:
 * required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param taskNumber number of the task 任务编号
 * @param replyNumber number of the reply 回复编号
 * @param organ replying department 回复部门
 * @param action action 回复类型, {@code accepted} 接受, {@code declined} 拒绝, {@code progress} 进展, {@code
 *     transferred} 转办, {@code completed} 完成, {@code confirmed} 确认办结, {@code sent-back} 退回重办
 * @param at time 回复时间
 * @param text text 回复内容
 * @param transferTo department it goes to 转办部门
 * @param officer officer 经办人
 * @param materials materials 回复材料
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("collaboration.reply/1")
@WithBuilder
public record CollaborationReply(
    @NotBlank @Size(max = 50) String taskNumber,
    @NotBlank @Size(max = 50) String replyNumber,
    @NotNull @Valid Organ organ,
    @NotNull
        @Pattern(regexp = "accepted|declined|progress|transferred|completed|confirmed|sent-back")
        String action,
    @NotNull @PastOrPresent OffsetDateTime at,
    Optional<@Size(min = 1, max = 4000) String> text,
    Optional<@Valid Organ> transferTo,
    Optional<@Size(min = 1, max = 60) String> officer,
    List<@Valid PartReference> materials,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CollaborationReply {
    materials = Copies.list(materials);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return organ != null && organ.creditCode().isPresent()
        ? Jurisdiction.ofOrgan(organ)
        : Jurisdiction.none();
  }

  /**
   * Without officer and text.
   *
   * @return action and task
   */
  @Override
  public String toString() {
    return "CollaborationReply[" + action + " " + taskNumber + "]";
  }
}

package io.github.citydc.model.collaboration;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
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
 * @param action kind of reply 回复类型
 * @param at time of the reply 回复时间
 * @param text text of the reply 回复内容
 * @param transferTo department it is transferred to 转办部门
 * @param officer handling officer 经办人
 * @param materials materials of the reply 回复材料
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("collaboration.reply/1")
@Title(zh = "协同回复", en = "reply to a task")
@WithBuilder
public record CollaborationReply(
    @Title(zh = "任务编号", en = "number of the task") @NotBlank @Size(max = 50) String taskNumber,
    @Title(zh = "回复编号", en = "number of the reply") @NotBlank @Size(max = 50) String replyNumber,
    @Title(zh = "回复部门", en = "replying department") @NotNull @Valid Organ organ,
    @Title(zh = "回复类型", en = "kind of reply") @NotNull @ValidCodeOf(CodeSetName.REPLY_ACTION)
        String action,
    @Title(zh = "回复时间", en = "time of the reply") @NotNull @PastOrPresent OffsetDateTime at,
    @Title(zh = "回复内容", en = "text of the reply") Optional<@Size(min = 1, max = 4000) String> text,
    @Title(zh = "转办部门", en = "department it is transferred to") Optional<@Valid Organ> transferTo,
    @Title(zh = "经办人", en = "handling officer") Optional<@Size(min = 1, max = 60) String> officer,
    @Title(zh = "回复材料", en = "materials of the reply") List<@Valid PartReference> materials,
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

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
import io.github.citydc.validation.ValidDocumentNumber;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A task across departments 协同任务. Its life is in {@link TaskLife}. A record is what was read or
 * built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param taskNumber number of the task 任务编号
 * @param title title of the task 任务名称
 * @param origin originating department 发起部门
 * @param handlers handling departments 承办部门
 * @param description description of the task 任务内容
 * @param createdAt time of creation 发起时间
 * @param dueAt due time 办理时限
 * @param urgency urgency 紧急程度
 * @param documentNumber number of the document it rests on 依据文号
 * @param caseNumber number of the related case 关联办件编号
 * @param eventNumber number of the related event 关联案件编号
 * @param materials materials of the task 任务材料
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("collaboration.task/1")
@Title(zh = "协同任务", en = "task across departments")
@ValidOrder({"createdAt", "dueAt"})
@WithBuilder
public record CollaborationTask(
    @Title(zh = "任务编号", en = "number of the task") @NotBlank @Size(max = 50) String taskNumber,
    @Title(zh = "任务名称", en = "title of the task") @NotBlank @Size(max = 300) String title,
    @Title(zh = "发起部门", en = "originating department") @NotNull @Valid Organ origin,
    @Title(zh = "承办部门", en = "handling departments") @NotEmpty List<@Valid TaskHandler> handlers,
    @Title(zh = "任务内容", en = "description of the task") @NotBlank @Size(max = 4000)
        String description,
    @Title(zh = "发起时间", en = "time of creation") @NotNull @PastOrPresent OffsetDateTime createdAt,
    @Title(zh = "办理时限", en = "due time") @NotNull OffsetDateTime dueAt,
    @Title(zh = "紧急程度", en = "urgency") Optional<@ValidCodeOf(CodeSetName.URGENCY) String> urgency,
    @Title(zh = "依据文号", en = "number of the document it rests on")
        Optional<@ValidDocumentNumber String> documentNumber,
    @Title(zh = "关联办件编号", en = "number of the related case")
        Optional<@Size(min = 1, max = 50) String> caseNumber,
    @Title(zh = "关联案件编号", en = "number of the related event")
        Optional<@Size(min = 1, max = 50) String> eventNumber,
    @Title(zh = "任务材料", en = "materials of the task") List<@Valid PartReference> materials,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CollaborationTask {
    handlers = Copies.list(handlers);
    materials = Copies.list(materials);
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return origin != null && origin.creditCode().isPresent()
        ? Jurisdiction.ofOrgan(origin)
        : Jurisdiction.none();
  }

  /**
   * Without what it is about: that may be personal.
   *
   * @return the number of the task
   */
  @Override
  public String toString() {
    return "CollaborationTask[" + taskNumber + "]";
  }
}

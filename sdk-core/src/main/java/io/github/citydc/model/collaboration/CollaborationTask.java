package io.github.citydc.model.collaboration;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Copies;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDocumentNumber;
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
 * @param title title 任务名称
 * @param origin origin 发起部门
 * @param handlers departments 承办部门
 * @param description description 任务内容
 * @param createdAt time of creation 发起时间
 * @param dueAt due 办理时限
 * @param urgency urgency 紧急程度
 * @param documentNumber document it rests on 依据文号
 * @param caseNumber service case concerned 关联办件编号
 * @param eventNumber event concerned 关联案件编号
 * @param materials materials 任务材料
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("collaboration.task/1")
@WithBuilder
public record CollaborationTask(
    @NotBlank @Size(max = 50) String taskNumber,
    @NotBlank @Size(max = 300) String title,
    @NotNull @Valid Organ origin,
    @NotEmpty List<@Valid TaskHandler> handlers,
    @NotBlank @Size(max = 4000) String description,
    @NotNull @PastOrPresent OffsetDateTime createdAt,
    @NotNull OffsetDateTime dueAt,
    Optional<@ValidCodeOf(CodeSetName.URGENCY) String> urgency,
    Optional<@ValidDocumentNumber String> documentNumber,
    Optional<@Size(min = 1, max = 50) String> caseNumber,
    Optional<@Size(min = 1, max = 50) String> eventNumber,
    List<@Valid PartReference> materials,
    Extensions extensions)
    implements Payload {

  /** Copies the lists and sets what was left out. */
  public CollaborationTask {
    handlers = Copies.list(handlers);
    materials = Copies.list(materials);
    extensions = Extensions.orNone(extensions);
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

package io.github.citydc.model.community;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;

/**
 * A reply 答复 to a resident.
 *
 * @param organ replying organ 答复单位
 * @param repliedAt time of the reply 答复时间
 * @param text text of the reply 答复内容
 * @param extensions members this version does not know, kept as they came
 */
@Title(zh = "答复", en = "reply to a request")
@WithBuilder
public record RequestReply(
    @Title(zh = "答复单位", en = "replying organ") @NotNull @Valid Organ organ,
    @Title(zh = "答复时间", en = "time of the reply") @NotNull @PastOrPresent OffsetDateTime repliedAt,
    @Title(zh = "答复内容", en = "text of the reply") @NotBlank @Size(max = 4000) String text,
    Extensions extensions) {

  /** Sets what was left out. */
  public RequestReply {
    extensions = Extensions.orNone(extensions);
  }

  /**
   * Without the text: it may be personal.
   *
   * @return the type only
   */
  @Override
  public String toString() {
    return "RequestReply[]";
  }
}

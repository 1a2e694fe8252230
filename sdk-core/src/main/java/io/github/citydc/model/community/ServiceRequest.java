package io.github.citydc.model.community;

import io.github.citydc.code.CodeSetName;
import io.github.citydc.model.Address;
import io.github.citydc.model.Contact;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidItemCode;
import io.github.citydc.validation.ValidOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * A resident's request 群众诉求 at the one-stop counter, the hotline or on the web. A record is what
 * was read or built, valid or not: required members are guaranteed to be there once {@link
 * io.github.citydc.validation.PayloadValidator} has accepted it.
 *
 * @param requestNumber number of the request 诉求编号
 * @param division division 行政区划代码; responsible for the record
 * @param subject subject of the request 诉求事项
 * @param itemCode code of the service item 事项编码, GB/T 39554.1
 * @param requester requester 诉求人
 * @param channel channel of the request 来源渠道
 * @param text text of the request 诉求内容
 * @param submittedAt time of submission 提交时间
 * @param address address concerned 涉及地址
 * @param assignment assignment 交办信息
 * @param reply reply 答复
 * @param satisfaction satisfaction 满意度, GB/T 39046, A.8: from 1 very satisfied to 5 very
 *     dissatisfied
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("community.service-request/1")
@Title(zh = "群众诉求", en = "resident's service request")
@ValidOrder({"submittedAt", "assignment.assignedAt"})
@ValidOrder({"submittedAt", "reply.repliedAt"})
@WithBuilder
public record ServiceRequest(
    @Title(zh = "诉求编号", en = "number of the request") @NotBlank @Size(max = 50)
        String requestNumber,
    @Title(zh = "行政区划代码", en = "division") @NotNull @io.github.citydc.validation.ValidDivisionCode
        String division,
    @Title(zh = "诉求事项", en = "subject of the request") @NotBlank @Size(max = 200) String subject,
    @Title(zh = "事项编码", en = "code of the service item") Optional<@ValidItemCode String> itemCode,
    @Title(zh = "诉求人", en = "requester") @NotNull @Valid Contact requester,
    @Title(zh = "来源渠道", en = "channel of the request")
        @NotNull
        @ValidCodeOf(CodeSetName.REQUEST_CHANNEL)
        String channel,
    @Title(zh = "诉求内容", en = "text of the request") @NotBlank @Size(max = 4000) String text,
    @Title(zh = "提交时间", en = "time of submission") @NotNull @PastOrPresent
        OffsetDateTime submittedAt,
    @NoJurisdiction(
            value =
                "a resident may ask about a place in another district; the division that took the request answers for it",
            zh = "群众可就其他辖区的地点提出诉求，由受理地负责")
        @Title(zh = "涉及地址", en = "address concerned")
        Optional<@Valid Address> address,
    @Title(zh = "交办信息", en = "assignment") Optional<@Valid Assignment> assignment,
    @Title(zh = "答复", en = "reply") Optional<@Valid RequestReply> reply,
    @Title(zh = "满意度", en = "satisfaction")
        Optional<@ValidCodeOf(CodeSetName.SATISFACTION) String> satisfaction,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceRequest {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Jurisdiction jurisdiction() {
    return Jurisdiction.of(division);
  }

  /**
   * Without the requester.
   *
   * @return the number of the request
   */
  @Override
  public String toString() {
    return "ServiceRequest[" + requestNumber + "]";
  }
}

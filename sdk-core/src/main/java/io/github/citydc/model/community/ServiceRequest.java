package io.github.citydc.model.community;

import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.Contact;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Jurisdictions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadName;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.validation.ValidItemCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
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
 * @param subject what it is about 诉求事项
 * @param itemCode service item 事项编码, GB/T 39554.1
 * @param requester requester 诉求人
 * @param channel channel 来源渠道, {@code counter} 窗口, {@code hotline} 热线, {@code web} 网站, {@code app}
 *     移动端, {@code visit} 走访, {@code letter} 信函
 * @param text request 诉求内容
 * @param submittedAt time of the request 提交时间
 * @param address place concerned 涉及地址
 * @param assignment assignment 交办信息
 * @param reply reply 答复
 * @param satisfaction satisfaction 满意度, from 1 very poor to 5 very good
 * @param extensions members this version does not know, kept as they came
 */
@PayloadName("community.service-request/1")
@WithBuilder
public record ServiceRequest(
    @NotBlank @Size(max = 50) String requestNumber,
    @NotNull @io.github.citydc.validation.ValidDivisionCode String division,
    @NotBlank @Size(max = 200) String subject,
    Optional<@ValidItemCode String> itemCode,
    @NotNull @Valid Contact requester,
    @NotNull @Pattern(regexp = "counter|hotline|web|app|visit|letter") String channel,
    @NotBlank @Size(max = 4000) String text,
    @NotNull @PastOrPresent OffsetDateTime submittedAt,
    Optional<@Valid Address> address,
    Optional<@Valid Assignment> assignment,
    Optional<@Valid RequestReply> reply,
    Optional<@Min(1) @Max(5) Integer> satisfaction,
    Extensions extensions)
    implements Payload {

  /** Sets what was left out. */
  public ServiceRequest {
    extensions = Extensions.orNone(extensions);
  }

  @Override
  public Optional<DivisionCode> jurisdiction() {
    return Jurisdictions.of(division);
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

package io.github.citydc.exchange.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The codes of the problems in error responses: interface standard §5, carried as RFC 9457 problem
 * details.
 */
public enum ProblemCode {
  /** The message cannot be read as an envelope. */
  MALFORMED_MESSAGE(400, false, "Malformed message", "报文格式错误"),
  /** The envelope's {@code standard} is not supported. */
  UNSUPPORTED_VERSION(400, false, "Unsupported version of the standard", "不支持的标准版本"),
  /** The body is not the body whose digest was signed. */
  DIGEST_MISMATCH(400, false, "Body does not match its digest", "报文体与摘要不符"),
  /** The message carries no signature of the profile. */
  SIGNATURE_MISSING(401, false, "Signature missing", "缺少签名"),
  /** The signature does not verify. */
  SIGNATURE_INVALID(401, false, "Signature invalid", "签名无效"),
  /** The signer's certificate is unknown or does not lead to a trusted root. */
  CERTIFICATE_UNTRUSTED(401, false, "Certificate not trusted", "证书不受信任"),
  /** The signer's certificate was revoked. */
  CERTIFICATE_REVOKED(401, false, "Certificate revoked", "证书已吊销"),
  /** The signer's certificate is not valid at this time. */
  CERTIFICATE_EXPIRED(401, false, "Certificate expired or not yet valid", "证书不在有效期内"),
  /** The signature was created outside the accepted window. */
  CLOCK_SKEW(401, true, "Clock skew too large", "时钟偏差过大"),
  /** Sender, key owner and envelope do not name the same node. */
  SENDER_MISMATCH(403, false, "Sender does not own the key", "发送方与密钥不符"),
  /** The sender may not do this. */
  NOT_AUTHORIZED(403, false, "Not authorized", "未授权"),
  /** The record belongs to a division the sender is not responsible for. */
  OUTSIDE_JURISDICTION(403, false, "Outside the sender's jurisdiction", "超出管辖范围"),
  /** There is nothing at this path. */
  NOT_FOUND(404, false, "Not found", "未找到"),
  /** The request did not arrive in the time it has. */
  REQUEST_TIMEOUT(408, true, "Request too slow", "请求超时"),
  /** The nonce of the signature was used before. */
  REPLAYED(409, true, "Request replayed", "请求重放"),
  /** The message id was used before for other content. */
  MESSAGE_CONFLICT(409, false, "Message id used for other content", "报文标识冲突"),
  /** A manifest or message names parts or files that have not arrived: they must be sent first. */
  PARTS_MISSING(409, false, "Parts missing", "缺少分片"),
  /** The body is larger than the receiver accepts. */
  PAYLOAD_TOO_LARGE(413, false, "Payload too large", "报文过大"),
  /** The message is addressed to another node. */
  RECEIVER_MISMATCH(421, false, "Addressed to another node", "接收方不符"),
  /** The receiver has no handler for this payload type. */
  UNKNOWN_TYPE(422, false, "Unknown payload type", "未知的数据类型"),
  /** The sealed payload cannot be opened: changed, of another message, or no key is here. */
  SEAL_INVALID(422, false, "Sealed payload cannot be opened", "加密数据无法解开"),
  /** The receiver takes payloads of this type only sealed. */
  SEALING_REQUIRED(422, false, "Payload must be sealed", "数据须加密"),
  /** The payload breaks rules of its type; see the violations. */
  VALIDATION_FAILED(422, false, "Validation failed", "数据校验未通过"),
  /** The sender sends more than it may. */
  RATE_LIMITED(429, true, "Too many requests", "请求过于频繁"),
  /** The receiver failed. */
  INTERNAL(500, true, "Internal error", "内部错误"),
  /** The receiver cannot serve at present. */
  UNAVAILABLE(503, true, "Temporarily unavailable", "暂时不可用");

  private static final String URN_PREFIX = "urn:cdx:problem:";

  private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final int status;
  private final boolean retryable;
  private final String title;
  private final String titleZh;

  ProblemCode(int status, boolean retryable, String title, String titleZh) {
    this.status = status;
    this.retryable = retryable;
    this.title = title;
    this.titleZh = titleZh;
  }

  /**
   * Finds a problem by the name it has on the wire.
   *
   * @param wireName for example {@code digest-mismatch}
   * @return the problem, empty if this version does not know the name
   */
  public static Optional<ProblemCode> ofWireName(String wireName) {
    return Arrays.stream(values()).filter(code -> code.wireName.equals(wireName)).findFirst();
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code digest-mismatch}
   */
  public String wireName() {
    return wireName;
  }

  /**
   * The RFC 9457 problem type.
   *
   * @return for example {@code urn:cdx:problem:digest-mismatch}
   */
  public String type() {
    return URN_PREFIX + wireName;
  }

  /**
   * The HTTP status it is answered with.
   *
   * @return 400 to 599
   */
  public int status() {
    return status;
  }

  /**
   * Tells whether the same message with a new signature may succeed later.
   *
   * @return true if a retry makes sense
   */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * The title in English.
   *
   * @return a short phrase
   */
  public String title() {
    return title;
  }

  /**
   * The title in Chinese.
   *
   * @return a short phrase
   */
  public String titleZh() {
    return titleZh;
  }
}

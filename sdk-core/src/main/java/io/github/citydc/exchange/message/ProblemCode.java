package io.github.citydc.exchange.message;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The name of a problem that a receiver answers with: interface standard §5, carried as RFC 9457
 * problem details. An open set: a newer node may send a name that this version does not know, which
 * is kept as it came. Two codes are equal if they have the same name.
 *
 * <pre>{@code
 * boolean gone = e.problem().code().equals(ProblemCode.NOT_FOUND);
 * }</pre>
 */
public final class ProblemCode implements Serializable {

  /** The message cannot be read as an envelope. */
  public static final ProblemCode MALFORMED_MESSAGE =
      known("MALFORMED_MESSAGE", 400, false, "Malformed message", "报文格式错误");

  /** The envelope's {@code standard} is not supported. */
  public static final ProblemCode UNSUPPORTED_VERSION =
      known("UNSUPPORTED_VERSION", 400, false, "Unsupported version of the standard", "不支持的标准版本");

  /** The body is not the body whose digest was signed. */
  public static final ProblemCode DIGEST_MISMATCH =
      known("DIGEST_MISMATCH", 400, false, "Body does not match its digest", "报文体与摘要不符");

  /** The message carries no signature of the profile. */
  public static final ProblemCode SIGNATURE_MISSING =
      known("SIGNATURE_MISSING", 401, false, "Signature missing", "缺少签名");

  /** The signature does not verify. */
  public static final ProblemCode SIGNATURE_INVALID =
      known("SIGNATURE_INVALID", 401, false, "Signature invalid", "签名无效");

  /** The signer's certificate is unknown or does not lead to a trusted root. */
  public static final ProblemCode CERTIFICATE_UNTRUSTED =
      known("CERTIFICATE_UNTRUSTED", 401, false, "Certificate not trusted", "证书不受信任");

  /** The signer's certificate was revoked. */
  public static final ProblemCode CERTIFICATE_REVOKED =
      known("CERTIFICATE_REVOKED", 401, false, "Certificate revoked", "证书已撤销");

  /** The signer's certificate is not valid at this time. */
  public static final ProblemCode CERTIFICATE_NOT_VALID =
      known(
          "CERTIFICATE_NOT_VALID", 401, false, "Certificate expired or not yet valid", "证书不在有效期内");

  /** The signature was created outside the accepted window. */
  public static final ProblemCode CLOCK_SKEW =
      known("CLOCK_SKEW", 401, true, "Clock skew too large", "时钟偏差过大");

  /** Sender, key owner and envelope do not name the same node. */
  public static final ProblemCode SENDER_MISMATCH =
      known("SENDER_MISMATCH", 403, false, "Sender does not own the key", "发送方与密钥不符");

  /** The sender may not do this. */
  public static final ProblemCode NOT_AUTHORIZED =
      known("NOT_AUTHORIZED", 403, false, "Not permitted", "无权限");

  /** The record belongs to a division the sender is not responsible for. */
  public static final ProblemCode OUTSIDE_JURISDICTION =
      known("OUTSIDE_JURISDICTION", 403, false, "Outside the sender's jurisdiction", "超出管辖范围");

  /** There is nothing at this path. */
  public static final ProblemCode NOT_FOUND = known("NOT_FOUND", 404, false, "Not found", "未找到");

  /** There is something at this path, but not for this method. */
  public static final ProblemCode METHOD_NOT_ALLOWED =
      known("METHOD_NOT_ALLOWED", 405, false, "Method not allowed", "不支持的请求方法");

  /** The request did not arrive in the time it has. */
  public static final ProblemCode REQUEST_TIMEOUT =
      known("REQUEST_TIMEOUT", 408, true, "Request too slow", "请求超时");

  /** The nonce of the signature was used before. */
  public static final ProblemCode REPLAYED =
      known("REPLAYED", 409, true, "Replay detected", "重复请求（防重放校验未通过）");

  /** The message id was used before for other content. */
  public static final ProblemCode MESSAGE_CONFLICT =
      known("MESSAGE_CONFLICT", 409, false, "Message id used for other content", "报文标识冲突");

  /** A manifest or message names parts or files that have not arrived: they must be sent first. */
  public static final ProblemCode PARTS_MISSING =
      known("PARTS_MISSING", 409, false, "Parts missing", "缺少分片");

  /** The body is larger than the receiver accepts. */
  public static final ProblemCode BODY_TOO_LARGE =
      known("BODY_TOO_LARGE", 413, false, "Body too large", "报文过大");

  /** The message is addressed to another node. */
  public static final ProblemCode RECEIVER_MISMATCH =
      known("RECEIVER_MISMATCH", 421, false, "Addressed to another node", "接收方不符");

  /** The receiver has no handler for this payload type. */
  public static final ProblemCode UNKNOWN_TYPE =
      known("UNKNOWN_TYPE", 422, false, "Unknown payload type", "未知的业务数据类型");

  /** The encrypted payload cannot be opened: changed, or of another message. */
  public static final ProblemCode DECRYPTION_FAILED =
      known("DECRYPTION_FAILED", 422, false, "Decryption failed", "解密失败");

  /** The receiver takes payloads of this type only encrypted. */
  public static final ProblemCode ENCRYPTION_REQUIRED =
      known("ENCRYPTION_REQUIRED", 422, false, "Payload must be encrypted", "业务数据须加密");

  /** The payload breaks rules of its type; see the violations. */
  public static final ProblemCode VALIDATION_FAILED =
      known("VALIDATION_FAILED", 422, false, "Validation failed", "数据校验未通过");

  /** The sender sends more than it may. */
  public static final ProblemCode RATE_LIMITED =
      known("RATE_LIMITED", 429, true, "Too many requests", "请求过于频繁");

  /** The receiver failed. */
  public static final ProblemCode INTERNAL = known("INTERNAL", 500, true, "Internal error", "内部错误");

  /** The receiver cannot serve at present. */
  public static final ProblemCode UNAVAILABLE =
      known("UNAVAILABLE", 503, true, "Temporarily unavailable", "暂时不可用");

  private static final long serialVersionUID = 1L;

  private static final List<ProblemCode> KNOWN =
      List.of(
          MALFORMED_MESSAGE,
          UNSUPPORTED_VERSION,
          DIGEST_MISMATCH,
          SIGNATURE_MISSING,
          SIGNATURE_INVALID,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_REVOKED,
          CERTIFICATE_NOT_VALID,
          CLOCK_SKEW,
          SENDER_MISMATCH,
          NOT_AUTHORIZED,
          OUTSIDE_JURISDICTION,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          REPLAYED,
          MESSAGE_CONFLICT,
          PARTS_MISSING,
          BODY_TOO_LARGE,
          RECEIVER_MISMATCH,
          UNKNOWN_TYPE,
          DECRYPTION_FAILED,
          ENCRYPTION_REQUIRED,
          VALIDATION_FAILED,
          RATE_LIMITED,
          INTERNAL,
          UNAVAILABLE);

  /** What is wrong with the way, the sender or the receiver, and not with what was sent. */
  private static final Set<ProblemCode> ABOUT_ELSE =
      Set.of(
          SIGNATURE_MISSING,
          SIGNATURE_INVALID,
          CERTIFICATE_UNTRUSTED,
          CERTIFICATE_REVOKED,
          CERTIFICATE_NOT_VALID,
          CLOCK_SKEW,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          REPLAYED,
          PARTS_MISSING,
          RATE_LIMITED,
          INTERNAL,
          UNAVAILABLE);

  private static final String URN_PREFIX = "urn:cdx:problem:";
  private static final int UNKNOWN_STATUS = 500;

  private final String wireName;
  private final int status;
  private final boolean retryable;
  private final String title;
  private final String titleZh;

  private ProblemCode(
      String wireName, int status, boolean retryable, String title, String titleZh) {
    this.wireName = wireName;
    this.status = status;
    this.retryable = retryable;
    this.title = title;
    this.titleZh = titleZh;
  }

  private static ProblemCode known(
      String name, int status, boolean retryable, String title, String titleZh) {
    String wireName = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return new ProblemCode(wireName, status, retryable, title, titleZh);
  }

  /**
   * The code of this name.
   *
   * @param wireName the name on the wire, for example {@code digest-mismatch}
   * @return the code; one that this version does not know has status 500, is not retryable, and has
   *     its name for a title: what it really is, the {@link Problem} itself says
   */
  public static ProblemCode ofWireName(String wireName) {
    return KNOWN.stream()
        .filter(code -> code.wireName.equals(wireName))
        .findFirst()
        .orElseGet(() -> new ProblemCode(wireName, UNKNOWN_STATUS, false, wireName, wireName));
  }

  /**
   * The codes that this version of the standard has.
   *
   * @return in the order of their status
   */
  public static List<ProblemCode> standard() {
    return KNOWN;
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
   * Tells whether the problem is one of the content of a message, so that the refusal is final if
   * the node had verified the request. Any other problem passes when something else is repaired.
   *
   * @return true if the same content will always be refused; true for codes that are not known here
   */
  public boolean isAboutContent() {
    return !ABOUT_ELSE.contains(this);
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

  /** A known code is one and the same object. */
  private Object readResolve() {
    return ofWireName(wireName);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProblemCode code && code.wireName.equals(wireName);
  }

  @Override
  public int hashCode() {
    return wireName.hashCode();
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code digest-mismatch}
   */
  @Override
  public String toString() {
    return wireName;
  }
}

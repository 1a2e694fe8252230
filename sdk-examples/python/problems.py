"""Refusals (§5 of the standard)."""

PROBLEMS = {  # code: status, retryable, title, titleZh
    "malformed-message": (400, False, "Malformed message", "报文格式错误"),
    "unsupported-version": (400, False, "Unsupported version of the standard", "不支持的标准版本"),
    "digest-mismatch": (400, False, "Body does not match its digest", "报文体与摘要不符"),
    "signature-missing": (401, False, "Signature missing", "缺少签名"),
    "signature-invalid": (401, False, "Signature invalid", "签名无效"),
    "certificate-untrusted": (401, False, "Certificate not trusted", "证书不受信任"),
    "certificate-not-valid": (401, False, "Certificate expired or not yet valid", "证书不在有效期内"),
    "clock-skew": (401, True, "Clock skew too large", "时钟偏差过大"),
    "sender-mismatch": (403, False, "Sender does not own the key", "发送方与密钥不符"),
    "outside-jurisdiction": (403, False, "Outside the sender's jurisdiction", "超出管辖范围"),
    "not-found": (404, False, "Not found", "未找到"),
    "method-not-allowed": (405, False, "Method not allowed", "不支持的请求方法"),
    "request-timeout": (408, True, "Request too slow", "请求超时"),
    "replayed": (409, True, "Replay detected", "重复请求（防重放校验未通过）"),
    "message-conflict": (409, False, "Message id used for other content", "报文标识冲突"),
    "body-too-large": (413, False, "Body too large", "报文过大"),
    "receiver-mismatch": (421, False, "Addressed to another node", "接收方不符"),
    "unknown-type": (422, False, "Unknown payload type", "未知的业务数据类型"),
    "validation-failed": (422, False, "Validation failed", "数据校验未通过"),
    "rate-limited": (429, True, "Too many requests", "请求过于频繁"),
    "unavailable": (503, True, "Temporarily unavailable", "暂时不可用"),
}


class Problem(Exception):
    """A refusal: its code, what is wrong in English and in Chinese, and further members of the answer."""

    def __init__(self, code, detail="", detail_zh="", allow=None, **more):
        self.status, retryable, title, title_zh = PROBLEMS[code]
        self.allow = allow
        self.body = {"type": "urn:cdx:problem:" + code, "code": code, "status": self.status, "title": title, "titleZh": title_zh,
                     "detail": detail or title, "detailZh": detail_zh or title_zh, "retryable": retryable, **more}

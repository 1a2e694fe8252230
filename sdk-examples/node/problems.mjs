// Status, duty to try again, and Chinese title of each code of §5 that the receiver answers with.
export const CODES = {
  'malformed-message': [400, false, '报文格式错误'], 'unsupported-version': [400, false, '不支持的标准版本'], 'digest-mismatch': [400, false, '报文体与摘要不符'],
  'signature-missing': [401, false, '缺少签名'], 'signature-invalid': [401, false, '签名无效'], 'certificate-untrusted': [401, false, '证书不受信任'],
  'certificate-not-valid': [401, false, '证书不在有效期内'], 'clock-skew': [401, true, '时钟偏差过大'], 'sender-mismatch': [403, false, '发送方与密钥不符'],
  'outside-jurisdiction': [403, false, '超出管辖范围'], 'not-found': [404, false, '未找到'], 'method-not-allowed': [405, false, '不支持的请求方法'],
  replayed: [409, true, '重复请求'], 'message-conflict': [409, false, '报文标识冲突'], 'body-too-large': [413, false, '报文过大'],
  'receiver-mismatch': [421, false, '接收方不符'], 'unknown-type': [422, false, '未知的业务数据类型'], 'validation-failed': [422, false, '数据校验未通过'],
  internal: [500, true, '内部错误'],
};

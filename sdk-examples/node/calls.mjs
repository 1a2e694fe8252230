// What the clients have in common: how they call a node, and what they require of its answers (interface standard, §4 to §6).
import crypto from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { certificate, requireTrusted, sha256, sign, verify } from './cdx.mjs';

const FINAL = ['malformed-message', 'unsupported-version', 'digest-mismatch', 'sender-mismatch', 'not-authorized', 'outside-jurisdiction',
  'message-conflict', 'body-too-large', 'receiver-mismatch', 'unknown-type', 'decryption-failed', 'encryption-required', 'validation-failed'];
const NOT_FINAL = ['signature-missing', 'signature-invalid', 'certificate-untrusted', 'certificate-revoked', 'certificate-not-valid', 'clock-skew',
  'not-found', 'request-timeout', 'replayed', 'parts-missing', 'rate-limited', 'internal', 'unavailable'];

/** Whether a problem lasts: sent again, the message would be refused again. */
export const isFinal = (problem) => FINAL.includes(problem.code) || (!NOT_FINAL.includes(problem.code) && !problem.retryable);

/** How a node at a URL is called with these keys. */
export function nodeAt(url, keys) {
  const base = new URL(url);

  /** One request, byte for byte: no redirects, no repetition. */
  function exchange(message) {
    return new Promise((resolve, reject) => {
      const request = (base.protocol === 'https:' ? https : http).request(
        base, { method: message.method, path: message.target, headers: { ...message.headers, 'content-length': message.body.length }, timeout: 30_000 },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
        });
      request.on('timeout', () => request.destroy(new Error('No answer in time')));
      request.on('error', reject);
      request.end(message.body);
    });
  }

  const ask = (method, target, body = Buffer.alloc(0), headers = {}) => ({ method, target: base.pathname + target, headers: { host: base.host, ...headers }, body });

  /** Who answers there: asked without signature, believed because of the certificate. */
  async function findReceiver() {
    const node = JSON.parse((await exchange(ask('GET', '/node'))).body);
    const known = node.certificates.map((text) => certificate(Buffer.from(text, 'base64')));
    const trusted = known.find((found) => found.usage & 0x80);
    requireTrusted(trusted, node.node, keys.root, Date.now());
    return { node: node.node, find: (id, fingerprint) => known.find((found) => found.node === id && found.fingerprint === fingerprint) };
  }

  /** Signs, sends and verifies. What is not signed for this request is no answer. */
  async function call(receiver, message) {
    const request = sign(keys, receiver.node, { ...message, headers: { ...message.headers } });
    const answer = await exchange(request);
    const proof = verify(answer, { self: keys.node, from: receiver.node, root: keys.root, find: receiver.find, request });
    return { ...answer, proof, verified: answer.headers['cdx-request'] === 'verified' };
  }

  return { findReceiver, ask, call };
}

/** UUID of version 7. */
function newId() {
  const bytes = crypto.randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

/** Requires the receipt of this message. */
export function requireReceipt(receipt, message, body) {
  for (const member of ['messageId', 'type', 'operation', 'sender', 'receiver']) {
    if (receipt[member] !== message[member]) throw new Error(`The receipt has another ${member}`);
  }
  if (receipt.bodyDigest !== sha256(body)) throw new Error('The receipt is of another body');
}

/** The receipt file of §6; with the path to the root (§4.11) if it was a line of a bundle. */
export const receiptFile = (receipt, proof, path = undefined) => JSON.stringify({
  form: 'cdx-receipt/1', receipt, signatureBase: proof.base, signature: proof.signature,
  certificates: [proof.certificate.der.toString('base64')], ...(path ? { bundle: path } : {}),
});

/** A new message with this payload. */
export const newMessage = (keys, receiver, type, payload) => ({
  standard: '1.0', messageId: newId(), type, operation: 'upsert', sender: keys.node, receiver: receiver.node, sentAt: new Date().toISOString(), payload,
});

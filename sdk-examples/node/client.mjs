// Sends one payload: node client.mjs URL KEYS TYPE FILE [RECEIPT]
// Exits with 0 when it has the receipt, with 1 when the message was refused for good, with 3 when nothing is known.
import crypto from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { certificate, readKeys, requireTrusted, sha256, sign, verify } from './cdx.mjs';

const [url, folder, type, file, receiptFile] = process.argv.slice(2);
const keys = readKeys(folder);
const base = new URL(url);
const ATTEMPTS = 4;
const SMALL = 64 * 1024;
const FINAL = ['malformed-message', 'unsupported-version', 'digest-mismatch', 'sender-mismatch', 'not-authorized', 'outside-jurisdiction',
  'message-conflict', 'body-too-large', 'receiver-mismatch', 'unknown-type', 'decryption-failed', 'encryption-required', 'validation-failed'];
const NOT_FINAL = ['signature-missing', 'signature-invalid', 'certificate-untrusted', 'certificate-revoked', 'certificate-not-valid', 'clock-skew',
  'not-found', 'request-timeout', 'replayed', 'parts-missing', 'rate-limited', 'internal', 'unavailable'];

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

const ask = (method, target, body = Buffer.alloc(0), type = undefined) => ({
  method, target: base.pathname + target, headers: { host: base.host, ...(type ? { 'content-type': type } : {}) }, body,
});

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

/** UUID of version 7. */
function newId() {
  const bytes = crypto.randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

function requireReceipt(receipt, message, body) {
  for (const member of ['messageId', 'type', 'operation', 'sender', 'receiver']) {
    if (receipt[member] !== message[member]) throw new Error(`The receipt has another ${member}`);
  }
  if (receipt.bodyDigest !== sha256(body)) throw new Error('The receipt is of another body');
}

/** The receipt file of §6. */
const written = ({ body, proof }) => JSON.stringify({
  form: 'cdx-receipt/1', receipt: body.toString(), signatureBase: proof.base, signature: proof.signature,
  certificates: [proof.certificate.der.toString('base64')],
});

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

/** true: delivered; false: refused for good; a number: try again after so many seconds. */
async function attempt(receiver, message, body, tries) {
  const growing = 2 ** tries;
  let answer;
  try {
    answer = await call(receiver, ask('POST', '/messages', body, 'application/json'));
  } catch (error) {
    console.error(`no answer: ${error.message}`);
    return growing;
  }
  const said = JSON.parse(answer.body);
  if (answer.status === 200 && answer.verified) {
    requireReceipt(said, message, body);
    if (receiptFile) fs.writeFileSync(receiptFile, written(answer));
    console.log(JSON.stringify(said));
    return true;
  }
  console.error(`${answer.status} ${said.code}: ${said.detail}${answer.verified ? '' : ' (unverified)'}`);
  const final = FINAL.includes(said.code) || (!NOT_FINAL.includes(said.code) && !said.retryable);
  return answer.verified && final ? false : Math.max(growing, answer.verified ? said.retryAfter ?? 0 : 0);
}

async function main() {
  const receiver = await findReceiver();
  const message = {
    standard: '1.0', messageId: newId(), type, operation: 'upsert', sender: keys.node, receiver: receiver.node,
    sentAt: new Date().toISOString(), payload: JSON.parse(fs.readFileSync(file, 'utf8')),
  };
  const body = Buffer.from(JSON.stringify(message));
  if (body.length > SMALL) {
    const { limits } = JSON.parse((await call(receiver, ask('GET', '/node'))).body);
    if (body.length > limits.bodySize) {
      console.error(`The node takes ${limits.bodySize} bytes, the message has ${body.length}`);
      return 1;
    }
  }
  for (let tries = 0; tries < ATTEMPTS; tries += 1) {
    const outcome = await attempt(receiver, message, body, tries);
    if (typeof outcome === 'boolean') return outcome ? 0 : 1;
    if (tries + 1 < ATTEMPTS) await pause(outcome);
  }
  return 3;
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 3;
});

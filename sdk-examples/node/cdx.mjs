// What client and receiver have in common: keys, certificates, and signatures of HTTP messages (interface standard, §4.1 and §4.2).
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import smCrypto from 'sm-crypto';

const { sm2, sm3 } = smCrypto;
const bytesOf = (data) => [...Buffer.from(data)];
export const sm3Of = (data) => Buffer.from(sm3(bytesOf(data)), 'hex');
export const sha256 = (data) => crypto.createHash('sha256').update(data).digest('hex');
const derOf = (pem) => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

/** A refusal: a code of §5, and what is wrong. */
export class Refusal extends Error {
  constructor(code, detail, more = {}) {
    super(detail);
    Object.assign(this, { code, more });
  }
}
export const refuse = (code, detail, more) => { throw new Refusal(code, detail, more); };

/** One element of DER: where its content begins and where it ends. */
function element(der, at) {
  let length = der[at + 1];
  let begin = at + 2;
  if (length > 0x80) {
    const count = length - 0x80;
    length = der.readUIntBE(begin, count);
    begin += count;
  }
  return { begin, end: begin + length, whole: der.subarray(at, begin + length) };
}

/** What is needed of a certificate in DER. */
export function certificate(der) {
  const outer = element(der, 0);
  const signed = element(der, outer.begin);
  const algorithm = element(der, signed.end);
  const signature = element(der, algorithm.end);
  const x509 = new crypto.X509Certificate(der);
  const usage = der.indexOf(Buffer.from('0603551d0f', 'hex'));
  const bits = der.indexOf(Buffer.from('0302', 'hex'), usage);
  const names = [...(x509.subjectAltName ?? '').matchAll(/URI:urn:cdx:node:([^,"]+)/g)].map((m) => m[1]);
  const point = der.indexOf(Buffer.from('03420004', 'hex')) + 3;
  return {
    der,
    node: names.length === 1 ? names[0] : undefined,
    fingerprint: sm3Of(der).toString('hex').slice(0, 16),
    publicKey: der.subarray(point, point + 65).toString('hex'),
    usage: usage < 0 || bits > usage + 12 ? 0 : der[bits + 3],
    from: Date.parse(x509.validFrom),
    until: Date.parse(x509.validTo),
    isSignedBy: (issuer) =>
      sm2.doVerifySignature(bytesOf(signed.whole), signature.whole.subarray(signature.begin - algorithm.end + 1).toString('hex'),
        issuer.publicKey, { der: true, hash: true }),
  };
}

/** Requires a certificate of the root that may sign now, for this node. */
export function requireTrusted(found, node, root, now) {
  if (!found || found.node !== node || !(found.usage & 0x80) || !found.isSignedBy(root)) {
    refuse('certificate-untrusted', 'There is no certificate of the root for this key');
  }
  if (now < found.from || now > found.until) refuse('certificate-not-valid', 'The certificate is not valid now');
  return found;
}

/** The folder of a node, as cdx keygen makes it. */
export function readKeys(folder) {
  const read = (name) => derOf(fs.readFileSync(path.join(folder, name), 'ascii'));
  const key = read('key.pem');
  const secret = key.indexOf(Buffer.from('0201010420', 'hex')) + 5;
  const own = certificate(read('certificate.pem'));
  return {
    node: own.node,
    keyId: `${own.node}#${own.fingerprint}`,
    certificate: own,
    root: certificate(read('root.pem')),
    sign: (text) => sm2.doSignature(bytesOf(text), key.subarray(secret, secret + 32).toString('hex'), { hash: true, publicKey: own.publicKey }),
  };
}

const memberOf = (field, label) => {
  const found = [...(field ?? '').matchAll(new RegExp(`(?:^|,)\\s*${label}=(:[^:]*:|\\([^)]*\\)(?:;[a-z]+=(?:"[^"]*"|-?\\d+))*)`, 'g'))];
  return found.length === 1 ? found[0][1] : undefined;
};

/** The value of one component; `request` is the one that a response answers. */
function value(component, message, request) {
  const of = component.includes(';req') ? request : message;
  const name = component.match(/^"([^"]+)"/)[1];
  const key = component.match(/;key="([^"]+)"/)?.[1];
  const [pathname, query] = (of.target ?? '').split(/\?(.*)/s);
  const found = { '@method': of.method, '@path': pathname, '@query': `?${query ?? ''}`, '@status': of.status, '@authority': of.headers.host }[name];
  return found ?? (key ? memberOf(of.headers[name], key) : of.headers[name]?.trim());
}

const baseOf = (components, parameters, message, request) =>
  [...components.map((c) => `${c}: ${value(c, message, request)}`), `"@signature-params": ${parameters}`].join('\n');

const OF_REQUEST = ['@method', '@path', '@query', 'cdx-sender', 'cdx-receiver'].map((c) => `"${c}"`);
const OF_RESPONSE = ['"@status"', '"cdx-sender"', '"cdx-receiver"', '"cdx-request"', '"@method";req', '"@path";req'];
const OF_SIGNATURE = ['"signature-input";req;key="cdx"', '"signature";req;key="cdx"'];
const present = (m, ...names) => names.filter((name) => name in m.headers).map((name) => `"${name}"`);
const ofBody = (m) => [...(m.body.length ? ['"content-type"', '"content-digest"', ...present(m, 'content-encoding')] : []), ...present(m, 'cdx-bundle')];
const required = (message, request) =>
  request ? [...OF_RESPONSE, ...OF_SIGNATURE, ...ofBody(message), ...(request.body.length ? ['"content-digest";req'] : [])] : [...OF_REQUEST, ...ofBody(message)];

/** Signs a request, or a response to a request. */
export function sign(keys, receiver, message, request) {
  message.headers['cdx-sender'] = keys.node;
  message.headers['cdx-receiver'] = receiver;
  if (message.body.length) message.headers['content-digest'] = `sm3=:${sm3Of(message.body).toString('base64')}:`;
  const readable = request && memberOf(request.headers['signature-input'], 'cdx') && memberOf(request.headers.signature, 'cdx');
  const covered = required(message, request).filter((c) => !request || ((readable || !OF_SIGNATURE.includes(c)) && value(c, message, request) !== undefined));
  const nonce = crypto.randomBytes(16).toString('base64url');
  const parameters = `(${covered.join(' ')});created=${Math.floor(Date.now() / 1000)};nonce="${nonce}";keyid="${keys.keyId}";alg="sm2-sm3";tag="cdx-1"`;
  const signature = Buffer.from(keys.sign(baseOf(covered, parameters, message, request)), 'hex').toString('base64');
  Object.assign(message.headers, { 'signature-input': `cdx=${parameters}`, signature: `cdx=:${signature}:` });
  return message;
}

/** Verifies a request, or a response to a request, in the order of §4.2. Returns sender, nonce and what was verified. */
export function verify(message, { self, from, root, find, now = Date.now(), request }) {
  const input = memberOf(message.headers['signature-input'], 'cdx');
  const signature = memberOf(message.headers.signature, 'cdx');
  if (!input || !signature) refuse('signature-missing', 'There is no signature cdx');
  const components = input.slice(1, input.indexOf(')')).match(/"[^"]*"(?:;[a-z]+(?:="[^"]*")?)*/g) ?? [];
  const p = Object.fromEntries([...input.slice(input.indexOf(')') + 1).matchAll(/;([a-z]+)=("([^"]*)"|-?\d+)/g)].map((m) => [m[1], m[3] ?? Number(m[2])]));
  const texts = ['nonce', 'keyid', 'alg', 'tag'].every((name) => typeof p[name] === 'string');
  const keyid = /^(.+)#([0-9a-f]{16})$/.exec(p.keyid ?? '');
  const complete = required(message, request).every((c) => components.includes(c));
  if (!texts || !Number.isInteger(p.created) || p.tag !== 'cdx-1' || !keyid || p.nonce.length < 22 || p.nonce.length > 128 || !complete || new Set(components).size !== components.length) {
    refuse('signature-invalid', 'The signature lacks a parameter or a component');
  }
  if (message.headers['cdx-sender'] !== keyid[1] || (from && keyid[1] !== from)) refuse('sender-mismatch', 'cdx-sender does not own the key');
  if (message.headers['cdx-receiver'] !== self) refuse('receiver-mismatch', 'cdx-receiver is another node');
  if (Math.abs(now / 1000 - p.created) > 300) refuse('clock-skew', 'created is not within five minutes');
  const trusted = requireTrusted(find(keyid[1], keyid[2]), keyid[1], root, now);
  const raw = Buffer.from(signature.slice(1, -1), 'base64');
  const base = baseOf(components, input, message, request);
  if (p.alg !== 'sm2-sm3' || raw.length !== 64 || !sm2.doVerifySignature(bytesOf(base), raw.toString('hex'), trusted.publicKey, { hash: true, publicKey: trusted.publicKey })) {
    refuse('signature-invalid', 'The signature does not verify');
  }
  if (message.body.length) verifyDigest(message);
  return { sender: keyid[1], key: p.keyid, nonce: p.nonce, created: p.created, base, signature: raw.toString('base64'), certificate: trusted };
}

function verifyDigest(message) {
  const digests = { sm3: sm3Of, 'sha-256': (b) => Buffer.from(sha256(b), 'hex'), 'sha-512': (b) => crypto.createHash('sha512').update(b).digest() };
  const given = [...message.headers['content-digest'].matchAll(/([a-z0-9-]+)=:([A-Za-z0-9+/=]*):/g)];
  if (!given.some((m) => m[1] === 'sm3' || m[1] === 'sha-256')) refuse('signature-invalid', 'There is no digest by sm3 or sha-256');
  for (const [, name, digest] of given) {
    if (digests[name] && digests[name](message.body).toString('base64') !== digest) refuse('digest-mismatch', `The ${name} of the body is another`);
  }
}

// A node that takes persons: node receiver.mjs PORT KEYS CITY STORE
// KEYS: its folder; CITY: the folder with nodes.json, the nodes it knows; STORE: a file in which it remembers. Prints its address.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { certificate, readKeys, Refusal, refuse, sha256, sign, verify } from './cdx.mjs';
import { violations } from './person.mjs';
import { CODES } from './problems.mjs';
import { isTime, parse } from './strict-json.mjs';

const [port, folder, city, store] = process.argv.slice(2);
const keys = readKeys(folder);
const BASE = '/cdx/v1';
const TYPE = 'population.person/1';
const BODY_SIZE = 1024 * 1024 * 4;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What was accepted, and the nonces: a line each, written before the answer. */
const accepted = new Map();
const nonces = new Map();
const keep = (line) => {
  if (line.nonce) nonces.set(line.nonce, line.created);
  else accepted.set(`${line.sender} ${line.id}`, line);
};
if (fs.existsSync(store)) fs.readFileSync(store, 'utf8').split('\n').filter(Boolean).forEach((line) => keep(JSON.parse(line)));
const file = fs.openSync(store, 'a', 0o600);
function remember(line) {
  fs.writeSync(file, `${JSON.stringify(line)}\n`);
  fs.fdatasyncSync(file);
  keep(line);
}

let nodes = { time: 0, found: [] };
function find(node, fingerprint) {
  const name = path.join(city, 'nodes.json');
  const time = fs.statSync(name).mtimeMs;
  if (time !== nodes.time) nodes = { time, found: JSON.parse(fs.readFileSync(name)).nodes };
  const known = nodes.found.find((entry) => entry.node === node)?.certificates ?? [];
  return known.map((text) => certificate(Buffer.from(text, 'base64'))).find((one) => one.fingerprint === fingerprint);
}

const now = () => new Date().toISOString();
const malformed = (pointer, why) => refuse('malformed-message', `${pointer}: ${why}`);
const covers = (own, division) => division.startsWith(own.replace(/(00)+$/, ''));

/** The envelope, §3. */
function readEnvelope(body) {
  let message;
  try {
    message = parse(body);
  } catch (error) {
    malformed('', error.message.replace(/"[^"]*"/g, ''));
  }
  if (message === null || typeof message !== 'object' || Array.isArray(message)) malformed('', 'must be an object');
  const about = ID.test(message.messageId) ? { messageId: message.messageId } : {};
  const text = (name, form) => {
    if (typeof message[name] !== 'string' || !form(message[name])) refuse('malformed-message', `/${name} is not what it must be`, about);
    return message[name];
  };
  text('standard', (value) => /^\d{1,4}\.\d{1,4}$/.test(value));
  if (!message.standard.startsWith('1.')) refuse('unsupported-version', 'This node speaks version 1', about);
  text('messageId', (value) => ID.test(value));
  text('type', (value) => /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\/[1-9]\d{0,3}$/.test(value));
  text('operation', (value) => ['upsert', 'delete', 'event'].includes(value));
  for (const name of ['sender', 'receiver']) text(name, (value) => /^\d{6,12}:[0-9A-Z]{18}:[a-z][a-z0-9-]{0,31}$/.test(value));
  text('sentAt', isTime);
  for (const name of ['correlationId', 'replaces']) if ((message[name] ?? null) !== null) text(name, (value) => ID.test(value));
  if ((message.resource ?? null) !== null) text('resource', (value) => value.length <= 64 && /^[1-3]\d{5,}\/\d+$/.test(value));
  if (typeof message.payload !== 'object' || !message.payload || Array.isArray(message.payload)) refuse('malformed-message', '/payload must be an object', about);
  return message;
}

function take(request, sender) {
  const [type, charset = 'utf-8'] = (request.headers['content-type'] ?? '').toLowerCase().split(/;\s*charset=/);
  if (type !== 'application/json' || charset !== 'utf-8' || request.headers['content-encoding']) malformed('', 'a message is application/json');
  const message = readEnvelope(request.body);
  const about = { messageId: message.messageId };
  if (message.sender !== sender) refuse('sender-mismatch', 'The envelope names another sender', about);
  if (message.receiver !== keys.node) refuse('receiver-mismatch', 'The envelope names another receiver', about);
  const digest = sha256(request.body);
  const before = accepted.get(`${sender} ${message.messageId}`);
  if (before && before.digest !== digest) refuse('message-conflict', 'Another body was accepted under this id', about);
  if (before) return before.receipt;
  if (message.type !== TYPE) refuse('unknown-type', 'This node takes persons only', about);
  const operation = message.operation === 'event' ? ['/operation operation.type'] : [];
  const broken = [...operation, ...violations(message.payload, now().slice(0, 10)).map((violation) => `/payload${violation}`)];
  if (broken.length) {
    const list = broken.map((one) => one.split(' ')).map(([pointer, code]) => ({ pointer, code, standard: 'CDX 1.0', message: code, messageZh: code }));
    refuse('validation-failed', `The payload breaks ${broken.length} rule(s)`, { ...about, violations: list });
  }
  if (!covers(sender.split(':')[0], message.payload.residenceAddress.division)) refuse('outside-jurisdiction', 'The record belongs elsewhere', about);
  const { type: t, operation: o, receiver } = message;
  const receipt = JSON.stringify({ ...about, type: t, operation: o, sender, receiver, bodyDigest: digest, acceptedAt: now() });
  remember({ sender, id: message.messageId, digest, receipt, payload: message.payload });
  return receipt;
}

const description = () => JSON.stringify({
  node: keys.node, standards: ['1.0'], profile: 'general', digests: ['sha-256'], types: [TYPE], certificates: [keys.certificate.der.toString('base64')],
  limits: { bodySize: BODY_SIZE, requestsAtOnce: 32, requestsPerSecond: 1000, remembersDays: 30 }, time: now(),
});

function route(request, sender) {
  const at = request.target.split('?')[0].slice(BASE.length);
  const reads = ['GET', 'HEAD'].includes(request.method);
  if (at === '/node') return reads ? description() : refuse('method-not-allowed', 'The node is asked by GET', { allow: 'GET, HEAD' });
  if (at === '/messages') return request.method === 'POST' ? take(request, sender) : refuse('method-not-allowed', 'Messages are sent by POST', { allow: 'POST' });
  const id = reads ? /^\/messages\/([^/]+)\/receipt$/.exec(at)?.[1] : undefined;
  return accepted.get(`${sender} ${id}`)?.receipt ?? refuse('not-found', 'There is nothing here');
}

function problem(error, verified) {
  const { code, message, more } = error instanceof Refusal ? error : { code: 'internal', message: 'The node failed', more: {} };
  const { allow, ...members } = more;
  const [status, retryable, titleZh] = CODES[code];
  const body = { type: `urn:cdx:problem:${code}`, code, status, title: code, titleZh, detail: message, detailZh: titleZh, retryable, ...members };
  return { status, headers: { 'content-type': 'application/problem+json', 'cdx-request': verified, ...(allow ? { allow } : {}) }, body: Buffer.from(JSON.stringify(body)) };
}

function answer(request) {
  if (request.method === 'GET' && request.target === `${BASE}/node` && !request.headers.signature) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(description()) };
  }
  let response;
  let verified = 'unverified';
  try {
    if (request.body.length > BODY_SIZE) refuse('body-too-large', `A body has at most ${BODY_SIZE} bytes`);
    const { sender, key, nonce, created } = verify(request, { self: keys.node, root: keys.root, find });
    if (nonces.has(`${key} ${nonce}`)) refuse('replayed', 'This request was accepted before');
    remember({ nonce: `${key} ${nonce}`, created });
    verified = 'verified';
    response = { status: 200, headers: { 'content-type': 'application/json', 'cdx-request': verified }, body: Buffer.from(route(request, sender)) };
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    response = problem(error, verified);
  }
  if (request.method === 'HEAD') response.body = Buffer.alloc(0);
  const sender = request.headers['cdx-sender'] ?? '';
  return sign(keys, /^\d{6,12}:[0-9A-Z]{18}:[a-z][a-z0-9-]{0,31}$/.test(sender) ? sender : 'unknown', response, request);
}

const server = http.createServer({ requestTimeout: 8000, connectionsCheckingInterval: 500 }, (incoming, outgoing) => {
  const chunks = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.on('error', () => outgoing.destroy());
  incoming.on('end', () => {
    const response = answer({ method: incoming.method, target: incoming.url, headers: incoming.headers, body: Buffer.concat(chunks) });
    outgoing.writeHead(response.status, { ...response.headers, 'content-length': response.body.length }).end(response.body);
  });
});
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}${BASE}`));

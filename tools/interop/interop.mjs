// Every line printed is one direction between two implementations. The first that fails ends the run.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import httpMessageSignatures from 'http-message-signatures';
import smCrypto from 'sm-crypto';

const { createSigner, createVerifier, httpbis } = httpMessageSignatures;
const { sm2 } = smCrypto;

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdx-interop-'));
const jar = path.resolve('../../sdk-cli/target/cdx.jar');
const [program, ...before] = (process.env.CDX ?? `java -XX:TieredStopAtLevel=1 -jar ${jar}`).split(' ');
const body = '{"type":"population.person/1","name":"广州"}';
const url = 'https://hub.example/cdx/v1/messages?trace=1';
const components = ['@method', '@path', '@query', '@authority', 'content-type', 'content-digest'];
const responseComponents = ['@status', 'content-type', 'cdx-request', '@method;req', '@path;req', 'content-digest;req'];

const file = (name) => path.join(folder, name);

function write(name, content, mode = 0o600) {
  fs.writeFileSync(file(name), content, { mode });
  return file(name);
}

/** Runs cdx, and returns what it prints and its exit code. */
function cdx(...words) {
  const run = spawnSync(program, [...before, ...words], { encoding: 'utf8' });
  assert.notEqual(run.status, 2, `cdx ${words.join(' ')}\n${run.stderr}`);
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const done = (what) => console.log(`ok  ${what}`);

function request(headers = {}) {
  const digest = crypto.createHash('sha256').update(body).digest('base64');
  return {
    method: 'POST',
    url,
    headers: {
      host: 'hub.example',
      'content-type': 'application/json',
      'content-digest': `sha-256=:${digest}:`,
      ...headers,
    },
  };
}

const response = (headers = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cdx-request': 'verified', ...headers },
});

function toFile(name, message) {
  const { pathname, search } = message.url ? new URL(message.url) : {};
  const start = message.status ? `HTTP/1.1 ${message.status} OK` : `${message.method} ${pathname}${search} HTTP/1.1`;
  const fields = Object.entries(message.headers).map(([field, value]) => `${field}: ${value}`);
  return write(name, [start, ...fields, '', message.status ? '' : body].join('\r\n'));
}

/** The fields that cdx sign printed. */
function printed(out) {
  return Object.fromEntries(
    out.trim().split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
}

const quoted = (fields) => fields.map((f) => (f.endsWith(';req') ? `"${f.slice(0, -4)}";req` : `"${f}"`)).join(' ');

function keys(algorithm) {
  if (algorithm === 'hmac-sha256') {
    const secret = crypto.randomBytes(32);
    const name = write('secret.txt', secret.toString('base64'));
    return { sign: secret, verify: secret, here: ['--secret', name, '--alg', algorithm], there: ['--secret', name] };
  }
  const [type, options] = {
    'ecdsa-p256-sha256': ['ec', { namedCurve: 'P-256' }],
    ed25519: ['ed25519', {}],
    'rsa-pss-sha512': ['rsa', { modulusLength: 2048 }],
  }[algorithm];
  const pair = crypto.generateKeyPairSync(type, options);
  const secret = pair.privateKey.export({ type: 'pkcs8', format: 'pem' });
  const open = pair.publicKey.export({ type: 'spki', format: 'pem' });
  return {
    sign: pair.privateKey,
    verify: pair.publicKey,
    here: ['--key', write(`${algorithm}.pem`, secret)],
    there: ['--public-key', write(`${algorithm}-public.pem`, open)],
  };
}

/** RFC 9421 §3.3.1 wants a salt of 64 bytes; the signer of the library leaves node's default, the longest there is. */
function signer(key, algorithm) {
  if (algorithm !== 'rsa-pss-sha512') {
    return createSigner(key, algorithm, 'their-key');
  }
  const padding = crypto.constants.RSA_PKCS1_PSS_PADDING;
  const sign = async (data) => crypto.sign('sha512', data, { key, padding, saltLength: 64 });
  return { alg: algorithm, id: 'their-key', sign };
}

const signed = (key, fields, message, inReplyTo) =>
  httpbis.signMessage({ key, name: 'sig1', fields, params: ['created', 'keyid', 'alg'] }, message, inReplyTo);

async function theirVerdict(key, algorithm, message, inReplyTo) {
  const verify = createVerifier(key, algorithm);
  return httpbis.verifyMessage(
    { keyLookup: async () => ({ id: 'our-key', algs: [algorithm], verify }) },
    message,
    inReplyTo,
  );
}

async function withHttpMessageSignatures(algorithm) {
  const { sign, verify, here, there } = keys(algorithm);
  const asked = request();
  const askedFile = toFile('asked.http', asked);
  for (const [kind, message, fields, reply] of [
    ['request', asked, components, undefined],
    ['response', response(), responseComponents, asked],
  ]) {
    const inReplyTo = reply ? ['--request', askedFile] : [];
    const unsigned = toFile('unsigned.http', message);

    const ours = cdx('sign', ...here, '--keyid', 'our-key', '--components', quoted(fields), ...inReplyTo, unsigned);
    assert.equal(ours.code, 0, ours.err);
    const sent = { ...message, headers: { ...message.headers, ...printed(ours.out) } };
    assert.equal(await theirVerdict(verify, algorithm, sent, reply), true);
    done(`${algorithm} ${kind}: cdx → http-message-signatures`);

    const theirs = await signed(signer(sign, algorithm), fields, message, reply);
    const verdict = cdx('verify', ...there, ...inReplyTo, toFile('signed.http', theirs));
    assert.equal(verdict.code, 0, verdict.out);
    assert.equal(JSON.parse(verdict.out).verified, true);
    done(`${algorithm} ${kind}: http-message-signatures → cdx`);
  }

  const theirs = await signed(signer(sign, algorithm), components, asked);
  const tampered = cdx('verify', ...there, toFile('tampered.http', { ...theirs, method: 'PUT' }));
  assert.equal(tampered.code, 1);
  assert.equal(JSON.parse(tampered.out).verified, false);
  done(`${algorithm}: a changed method is refused`);
}

async function longSaltIsExplained() {
  const { sign, there } = keys('rsa-pss-sha512');
  const theirs = await signed(createSigner(sign, 'rsa-pss-sha512', 'k'), components, request());
  const answer = cdx('explain', ...there, '--label', 'sig1', toFile('long-salt.http', theirs));
  assert.deepEqual(JSON.parse(answer.out).findings, ['other-scheme'], answer.out);
  done('rsa-pss-sha512: the long salt of http-message-signatures is explained');
}

/** r‖s, 64 bytes, as the DER that OpenSSL takes. */
function toDer(raw) {
  const integer = (bytes) => {
    let value = bytes;
    while (value.length > 1 && value[0] === 0 && value[1] < 0x80) value = value.subarray(1);
    if (value[0] >= 0x80) value = Buffer.concat([Buffer.from([0]), value]);
    return Buffer.concat([Buffer.from([2, value.length]), value]);
  };
  const content = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.from([0x30, content.length]), content]);
}

function toRaw(der) {
  const r = der.subarray(4, 4 + der[3]);
  const s = der.subarray(6 + der[3]);
  const fixed = (value) => Buffer.concat([Buffer.alloc(32), value]).subarray(-32);
  return Buffer.concat([fixed(r), fixed(s)]);
}

const openssl = (...words) => execFileSync('openssl', words, { stdio: ['ignore', 'pipe', 'inherit'] });

function withSm2() {
  const key = file('sm2.pem');
  const open = file('sm2-public.pem');
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:SM2', '-out', key);
  openssl('pkey', '-in', key, '-pubout', '-out', open);
  const info = openssl('pkey', '-pubin', '-in', open, '-outform', 'DER');
  const publicKey = info.subarray(-65).toString('hex');
  const text = openssl('pkey', '-in', key, '-noout', '-text').toString();
  const privateKey = text.match(/priv:([\s0-9a-f:]+)pub:/)[1].replace(/[\s:]/g, '').slice(-64).padStart(64, '0');

  const base = file('base.txt');
  const out = file('sm2-signed.http');
  const unsigned = toFile('sm2.http', request());
  const cover = ['--components', quoted(components), '--keyid', 'sm2-key'];
  const ours = cdx('sign', '--key', key, ...cover, '--base', base, '--out', out, unsigned);
  assert.equal(ours.code, 0, ours.err);
  const signature = Buffer.from(printed(ours.out).signature.match(/:(.+):/)[1], 'base64');
  const signedText = fs.readFileSync(base, 'utf8');

  const plain = { hash: true, publicKey };
  assert.equal(sm2.doVerifySignature(signedText, signature.toString('hex'), publicKey, plain), true);
  done('sm2-sm3: cdx → sm-crypto');

  const distinguished = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'];
  write('ours.der', toDer(signature));
  openssl('pkeyutl', '-verify', '-pubin', '-inkey', open, '-in', base, '-sigfile', file('ours.der'), ...distinguished);
  done('sm2-sm3: cdx → OpenSSL');

  const theirFile = (name, bytes) => {
    const field = `sig1=:${Buffer.from(bytes).toString('base64')}:`;
    return write(name, fs.readFileSync(out, 'utf8').replace(/^signature: .*$/m, `signature: ${field}\r`));
  };
  const theirs = Buffer.from(sm2.doSignature(signedText, privateKey, plain), 'hex');
  const fromNpm = cdx('verify', '--public-key', open, theirFile('npm.http', theirs));
  assert.equal(fromNpm.code, 0, fromNpm.out);
  done('sm2-sm3: sm-crypto → cdx');

  openssl('pkeyutl', '-sign', '-inkey', key, '-in', base, '-out', file('theirs.der'), ...distinguished);
  const der = fs.readFileSync(file('theirs.der'));
  const fromOpenssl = cdx('verify', '--public-key', open, theirFile('openssl.http', toRaw(der)));
  assert.equal(fromOpenssl.code, 0, fromOpenssl.out);
  done('sm2-sm3: OpenSSL → cdx');

  // What goes wrong with these two in practice, and what is said about it.
  for (const [finding, bytes] of [
    ['signature-in-der', der],
    ['z-missing', Buffer.from(sm2.doSignature(sm3Bytes(signedText), privateKey, { hash: false }), 'hex')],
    ['signature-in-hex', Buffer.from(theirs.toString('hex'))],
  ]) {
    const answer = cdx('explain', '--public-key', open, '--label', 'sig1', theirFile('wrong.http', bytes));
    assert.deepEqual(JSON.parse(answer.out).findings, [finding], answer.out);
    done(`sm2-sm3: cdx explain says ${finding}`);
  }
}

/** What a caller of sm-crypto hashes by hand, with the hashing of the library turned off: Z is missing. */
function sm3Bytes(text) {
  return [...Buffer.from(smCrypto.sm3(text), 'hex')];
}

try {
  for (const algorithm of ['ecdsa-p256-sha256', 'ed25519', 'rsa-pss-sha512', 'hmac-sha256']) {
    await withHttpMessageSignatures(algorithm);
  }
  await longSaltIsExplained();
  withSm2();
} finally {
  fs.rmSync(folder, { recursive: true });
}

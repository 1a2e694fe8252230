// Verifies the test vectors of the standard (docs/standard/vectors) with sm-crypto and the example in Node.js, and with no code of the SDK.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import smCrypto from 'sm-crypto';
import { certificate, sha256, sm3Of, verify } from '../../sdk-examples/node/cdx.mjs';

const { sm2, sm4 } = smCrypto;
const read = (name) => JSON.parse(fs.readFileSync(new URL(`../../docs/standard/vectors/${name}.json`, import.meta.url)));
const done = (what) => console.log(`ok  vectors: ${what}`);
const bytes = (text, form = 'base64') => Buffer.from(text, form);
const keys = read('keys');
const now = Date.parse(keys.now);
const root = certificate(bytes(keys.root.certificate));
const known = [keys.hub, keys.grid].map((key) => certificate(bytes(key.certificate)));
const find = (node, fingerprint) => known.find((one) => one.node === node && one.fingerprint === fingerprint);

const request = (json) => ({
  method: json.method, target: json.path + (json.query ? `?${json.query}` : ''), headers: { ...json.headers }, body: bytes(json.body),
});
const response = (json) => ({ status: json.status, headers: { ...json.headers }, body: bytes(json.body) });
const ofRequest = (json) => verify(request(json), { self: keys.hub.node, root, find, now });
const ofAnswer = (json) =>
  verify(response(json), { self: keys.grid.node, from: keys.hub.node, root, find, now, request: request(json.request) });
const codeOf = (action) => {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return error.code ?? error.message;
  }
};

function keyIds() {
  for (const key of [keys.hub, keys.grid]) {
    for (const [der, id] of [[key.certificate, key.keyId], [key.encryptionCertificate, key.encryptionKeyId]]) {
      const found = certificate(bytes(der));
      assert.equal(`${found.node}#${found.fingerprint}`, id);
      assert.ok(found.isSignedBy(root));
    }
  }
  done('key ids and certificates');
}

function messages() {
  for (const json of read('requests').requests) {
    const proof = ofRequest(json);
    assert.equal(proof.base, json.signatureBase, json.name);
    assert.equal(proof.sender, keys.grid.node);
  }
  done('requests');
  for (const json of read('answers').answers) {
    assert.equal(ofAnswer(json).base, json.signatureBase, json.name);
  }
  done('answers');
}

/** Canonical form, signature and digest of a receipt file, §6. */
function requireReceipt(file) {
  const text = file.toString('utf8').replace(/\n$/, '');
  const json = JSON.parse(text);
  assert.equal(text, JSON.stringify(json));
  assert.deepEqual(Object.keys(json).slice(0, 5), ['form', 'receipt', 'signatureBase', 'signature', 'certificates']);
  const signer = certificate(bytes(json.certificates[0]));
  assert.ok(signer.isSignedBy(root));
  assert.ok(json.signatureBase.includes(`"cdx-sender": ${signer.node}\n`) && json.signatureBase.includes('"cdx-request": verified\n'));
  const signature = bytes(json.signature).toString('hex');
  assert.ok(sm2.doVerifySignature([...bytes(json.signatureBase, 'utf8')], signature, signer.publicKey, { hash: true, publicKey: signer.publicKey }));
  assert.ok(json.signatureBase.includes(`"content-digest": sm3=:${sm3Of(Buffer.from(json.receipt)).toString('base64')}:\n`));
  return JSON.parse(json.receipt);
}

function receipts() {
  const vector = read('receipt');
  const receipt = requireReceipt(bytes(vector.file));
  assert.equal(receipt.bodyDigest, sha256(bytes(vector.messageBody)));
  requireReceipt(Buffer.concat([bytes(vector.file), Buffer.from('\n')]));
  done('receipt file');
}

/** GCM over the blocks of SM4, RFC 8998: sm-crypto has the cipher only. */
function openGcm(key, iv, aad, sealed, tag) {
  const block = (input) => Buffer.from(sm4.encrypt([...input], [...key], { padding: 'none', output: 'array' }));
  const toInt = (buffer) => BigInt(`0x${buffer.toString('hex').padEnd(32, '0')}`);
  const h = toInt(block(Buffer.alloc(16)));
  const multiply = (x, y) => {
    let z = 0n;
    let v = y;
    for (let i = 127n; i >= 0n; i -= 1n) {
      if ((x >> i) & 1n) z ^= v;
      v = v & 1n ? (v >> 1n) ^ (0xe1n << 120n) : v >> 1n;
    }
    return z;
  };
  let hash = 0n;
  const absorb = (data) => {
    for (let i = 0; i < data.length; i += 16) hash = multiply(hash ^ toInt(data.subarray(i, i + 16)), h);
  };
  absorb(aad);
  absorb(sealed);
  hash = multiply(hash ^ ((BigInt(aad.length * 8) << 64n) | BigInt(sealed.length * 8)), h);
  const counter = (n) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(n);
    return block(Buffer.concat([iv, count]));
  };
  if (hash !== (toInt(tag) ^ toInt(counter(1)))) throw new Error('decryption-failed');
  const clear = Buffer.from(sealed);
  for (let i = 0; i < clear.length; i += 1) {
    if (i % 16 === 0) openGcm.stream = counter(2 + i / 16);
    clear[i] ^= openGcm.stream[i % 16];
  }
  return clear;
}

function derChildren(der, from = 0, end = der.length) {
  const children = [];
  for (let at = from; at < end;) {
    let length = der[at + 1];
    let begin = at + 2;
    if (length > 0x80) {
      begin += length - 0x80;
      length = der.readUIntBE(at + 2, length - 0x80);
    }
    children.push({ tag: der[at], content: der.subarray(begin, begin + length), whole: der.subarray(at, begin + length) });
    at = begin + length;
  }
  return children;
}
const inside = (one) => derChildren(one.content);

function open(jwe) {
  const [header, wrapped, iv, sealed, tag] = jwe.split('.');
  const pem = bytes(keys.hub.encryptionPrivateKey.replace(/-----[^-]+-----|\s/g, ''));
  const at = pem.indexOf(bytes('0201010420', 'hex')) + 5;
  const [x, y, c3, c2] = inside(derChildren(bytes(wrapped, 'base64url'))[0]).map((one) => one.content);
  const fixed = (value) => value.toString('hex').replace(/^00(?=.{64}$)/, '').padStart(64, '0');
  const key = sm2.doDecrypt(fixed(x) + fixed(y) + c3.toString('hex') + c2.toString('hex'), pem.subarray(at, at + 32).toString('hex'), 1, { output: 'array' });
  if (key.length !== 16) throw new Error('decryption-failed');
  return { header: JSON.parse(bytes(header, 'base64url')), payload: openGcm(Buffer.from(key), bytes(iv, 'base64url'), Buffer.from(header), bytes(sealed, 'base64url'), bytes(tag, 'base64url')) };
}

function encrypted() {
  const vector = read('encrypted');
  const { header, payload } = open(vector.jwe);
  assert.deepEqual(payload, bytes(vector.payload));
  assert.deepEqual(header, {
    alg: 'SM2', enc: 'SM4-GCM', kid: keys.hub.encryptionKeyId, 'cdx-sender': vector.sender, 'cdx-message': vector.messageId,
    'cdx-operation': vector.operation, 'cdx-type': vector.type,
  });
  done('encrypted payload');
}

/** Signed data of GB/T 35275: what is signed are the attributes, and among them the digest of the content. */
function directory() {
  const vector = read('directory');
  const signed = inside(inside(derChildren(bytes(vector.signed))[0])[1])[0];
  const parts = inside(signed);
  const content = inside(inside(parts[2])[1])[0].content;
  assert.deepEqual(content, bytes(vector.content));
  const signer = inside(inside(parts.at(-1))[0]);
  const attributes = signer.find((one) => one.tag === 0xa0);
  const signature = signer.findLast((one) => one.tag === 0x04).content;
  const text = attributes ? Buffer.concat([Buffer.from([0x31]), attributes.whole.subarray(1)]) : content;
  if (attributes) assert.ok(attributes.content.includes(sm3Of(content)));
  const hub = certificate(bytes(keys.hub.certificate));
  assert.ok(sm2.doVerifySignature([...text], signature.toString('hex'), hub.publicKey, { der: true, hash: true, publicKey: hub.publicKey }));
  assert.equal(JSON.parse(content).issuer, keys.hub.node);
  done('directory');
}

function batch() {
  const vector = read('batch');
  const manifest = JSON.parse(bytes(vector.manifest));
  assert.equal(sha256(bytes(vector.manifest)), vector.bodyDigest);
  vector.parts.map((part) => bytes(part)).forEach((part, i) => {
    assert.equal(`sha-256:${sha256(part)}`, manifest.parts[i].digest);
    assert.equal(part.length, manifest.parts[i].size);
    assert.equal(part.toString().split(/\r?\n/).filter(Boolean).length, manifest.parts[i].records);
  });
  assert.equal(manifest.parts.reduce((sum, part) => sum + part.records, 0), manifest.records);
  done('manifest and parts');
}

function reconciliation() {
  const vector = read('reconciliation');
  const lines = vector.items.map(({ id, digest }) => `${id} ${digest}\n`).sort();
  assert.equal(sha256(lines.join('')), vector.digest);
  assert.equal(sha256(''), vector.emptyDigest);
  for (const { id, date, hour } of vector.hours) {
    const there = new Date(parseInt(id.replace('-', '').slice(0, 12), 16) + 8 * 3_600_000);
    assert.equal(there.toISOString().slice(0, 10), date);
    assert.equal(there.getUTCHours(), hour);
  }
  done('reconciliation');
}

function wrong() {
  const vector = read('wrong');
  assert.ok(vector.requests.length >= 40);
  for (const json of vector.requests) assert.equal(codeOf(() => ofRequest(json)), json.code, json.reason);
  for (const json of vector.answers) assert.notEqual(codeOf(() => ofAnswer(json)), 'accepted', json.reason);
  for (const json of vector.receipts) assert.throws(() => requireReceipt(bytes(json.file)), undefined, json.reason);
  for (const json of vector.encrypted) assert.throws(() => open(json.jwe), undefined, json.reason);
  done(`${vector.requests.length} wrong requests, ${vector.answers.length} answers, ${vector.receipts.length} receipts, ${vector.encrypted.length} payloads`);
}

for (const check of [keyIds, messages, receipts, encrypted, directory, batch, reconciliation, wrong]) check();

// Sends payloads, a line of JSON each, in one signed request: node bundle.mjs URL KEYS TYPE FILE [RECEIPTS]
// Prints a line for each: its receipt or its problem. Writes receipt files into the folder RECEIPTS.
// Exits with 0 when it has all receipts, with 1 when a message was refused for good, with 3 when nothing is known of one.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readKeys } from './cdx.mjs';
import { isFinal, newMessage, nodeAt, receiptFile, requireReceipt } from './calls.mjs';

const [url, folder, type, file, receipts] = process.argv.slice(2);
const keys = readKeys(folder);
const { findReceiver, ask, call } = nodeAt(url, keys);

const hash = (kind, ...parts) => crypto.createHash('sha256').update(Buffer.concat([Buffer.of(kind), ...parts])).digest();

/** The levels of the hash tree of §4.11, from the leaves to the root. */
function tree(lines) {
  const levels = [lines.map((line) => hash(0, Buffer.from(line)))];
  while (levels.at(-1).length > 1) {
    const below = levels.at(-1);
    levels.push(below.filter((_, i) => i % 2 === 0).map((left, i) => (2 * i + 1 < below.length ? hash(1, left, below[2 * i + 1]) : left)));
  }
  return levels;
}
const field = (lines) => `sha-256=:${tree(lines).at(-1)[0].toString('base64')}:`;

/** From the leaf of a line to the root: the siblings, and on which side they are. */
function pathOf(lines, line) {
  const steps = tree(lines).map((level, height) => {
    const sibling = (line >> height) ^ 1;
    return sibling < level.length ? `${sibling % 2 ? 'r' : 'l'}:${level[sibling].toString('base64')}` : undefined;
  });
  return steps.filter((step) => step !== undefined);
}

/** The answers, a line each; nothing is believed that is not under the signed root. */
async function exchange(receiver, bodies) {
  const sent = Buffer.from(bodies.map((body) => `${body}\n`).join(''));
  const answer = await call(receiver, ask('POST', '/bundles', sent, { 'content-type': 'application/x-ndjson', 'cdx-bundle': field(bodies) }));
  if (answer.status !== 200 || !answer.verified) {
    console.error(`${answer.status} ${answer.body}`);
    throw new Error('The bundle was refused as a whole: its messages are to be sent one by one, with client.mjs');
  }
  const lines = answer.body.toString().split('\n').slice(0, -1);
  if (lines.length !== bodies.length || answer.headers['cdx-bundle'] !== field(lines)) throw new Error('The answer has another root than its lines');
  return { lines, proof: answer.proof };
}

async function main() {
  const receiver = await findReceiver();
  const most = JSON.parse((await call(receiver, ask('GET', '/node'))).body).limits.bundleMessages ?? 0;
  const payloads = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (payloads.length > most) throw new Error(`The node takes bundles of ${most} messages, and these are ${payloads.length}`);
  const messages = payloads.map((payload) => newMessage(keys, receiver, type, JSON.parse(payload)));
  const bodies = messages.map((message) => JSON.stringify(message));
  const { lines, proof } = await exchange(receiver, bodies);
  const outcomes = lines.map((line, i) => {
    const said = JSON.parse(line);
    console.log(line);
    if (said.code) return isFinal(said) ? 1 : 3;
    requireReceipt(said, messages[i], bodies[i]);
    if (receipts) fs.writeFileSync(path.join(receipts, `${said.messageId}.json`), receiptFile(line, proof, pathOf(lines, i)));
    return 0;
  });
  return outcomes.includes(1) ? 1 : Math.max(...outcomes, 0);
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 3;
});

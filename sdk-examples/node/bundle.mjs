// Sends payloads, a line of JSON each, in one signed request: node bundle.mjs URL KEYS TYPE FILE [RECEIPTS]
// One by one if the node takes no bundles, or refuses this one.
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

/** The answers to a bundle. Nothing is believed that is not under the signed root. */
async function together(receiver, bodies) {
  const sent = Buffer.from(bodies.map((body) => `${body}\n`).join(''));
  const answer = await call(receiver, ask('POST', '/bundles', sent, { 'content-type': 'application/x-ndjson', 'cdx-bundle': field(bodies) }));
  const { proof, verified } = answer;
  if (answer.status !== 200 || !verified) {
    console.error(`The bundle was not read: ${answer.status} ${answer.body}`);
    if (verified && isFinal(JSON.parse(answer.body))) return oneByOne(receiver, bodies);
    throw new Error('Nothing is known of its messages');
  }
  const lines = answer.body.toString().split('\n').slice(0, -1);
  if (lines.length !== bodies.length || answer.headers['cdx-bundle'] !== field(lines)) throw new Error('The answer has another root than its lines');
  return lines.map((line, i) => ({ line, proof, verified, steps: pathOf(lines, i) }));
}

/** What refuses a bundle for good refuses none of its messages. */
async function oneByOne(receiver, bodies) {
  const answers = [];
  for (const body of bodies) {
    const answer = await call(receiver, ask('POST', '/messages', Buffer.from(body), { 'content-type': 'application/json' }));
    answers.push({ line: answer.body.toString(), proof: answer.proof, verified: answer.verified });
  }
  return answers;
}

/** The exit code of one message. */
function take({ line, proof, verified, steps }, message, body) {
  const said = JSON.parse(line);
  console.log(line);
  if (said.code || !verified) return verified && isFinal(said) ? 1 : 3;
  requireReceipt(said, message, body);
  if (receipts) fs.writeFileSync(path.join(receipts, `${said.messageId}.json`), receiptFile(line, proof, steps));
  return 0;
}

async function main() {
  const receiver = await findReceiver();
  const most = JSON.parse((await call(receiver, ask('GET', '/node'))).body).limits.bundleMessages ?? 0;
  const payloads = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const messages = payloads.map((payload) => newMessage(keys, receiver, type, JSON.parse(payload)));
  const bodies = messages.map((message) => JSON.stringify(message));
  const answers = bodies.length > 0 && bodies.length <= most ? await together(receiver, bodies) : await oneByOne(receiver, bodies);
  const outcomes = answers.map((answer, i) => take(answer, messages[i], bodies[i]));
  return outcomes.includes(1) ? 1 : Math.max(...outcomes, 0);
}

process.exitCode = await main().catch((error) => {
  console.error(error.message);
  return 3;
});

// Sends one payload: node client.mjs URL KEYS TYPE FILE [RECEIPT]
// Exits with 0 when it has the receipt, with 1 when the message was refused for good, with 3 when nothing is known.
import fs from 'node:fs';
import { readKeys } from './cdx.mjs';
import { isFinal, newMessage, nodeAt, receiptFile, requireReceipt } from './calls.mjs';

const [url, folder, type, file, receipt] = process.argv.slice(2);
const keys = readKeys(folder);
const { findReceiver, ask, call } = nodeAt(url, keys);
const ATTEMPTS = 4;
const SMALL = 64 * 1024;

const pause = (seconds) => new Promise((resolve) => { setTimeout(resolve, seconds * 1000); });

/** true: delivered; false: refused for good; a number: try again after so many seconds. */
async function attempt(receiver, message, body, tries) {
  const growing = 2 ** tries;
  let answer;
  try {
    answer = await call(receiver, ask('POST', '/messages', body, { 'content-type': 'application/json' }));
  } catch (error) {
    console.error(`no answer: ${error.message}`);
    return growing;
  }
  const said = JSON.parse(answer.body);
  if (answer.status === 200 && answer.verified) {
    requireReceipt(said, message, body);
    if (receipt) fs.writeFileSync(receipt, receiptFile(answer.body.toString(), answer.proof));
    console.log(JSON.stringify(said));
    return true;
  }
  console.error(`${answer.status} ${said.code}: ${said.detail}${answer.verified ? '' : ' (unverified)'}`);
  return answer.verified && isFinal(said) ? false : Math.max(growing, answer.verified ? said.retryAfter ?? 0 : 0);
}

async function main() {
  const receiver = await findReceiver();
  const message = newMessage(keys, receiver, type, JSON.parse(fs.readFileSync(file, 'utf8')));
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

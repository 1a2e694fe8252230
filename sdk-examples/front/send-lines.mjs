// Node 18 or later: each line of a file is posted to the front-end machine; what is rejected is printed.
// node send-lines.mjs http://127.0.0.1:8472 TOKEN-FILE population.person FILE
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [base, tokenFile, type, file] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${readFileSync(tokenFile, 'utf8').split('\n')[0]}` };

/** Asks until there is an answer: the key makes a repeated request harmless. */
async function ask(path, options) {
  for (;;) {
    try {
      const answer = await fetch(base + path, options);
      if (answer.status < 500) return await answer.json();
    } catch { /* The machine is away for a moment. */ }
    await pause(200);
  }
}

const lines = readFileSync(file, 'utf8').split('\n').filter(line => line.trim());
for (const [i, line] of lines.entries()) {
  await ask(`/messages/${type}`, { method: 'POST', body: line, headers: { ...headers, 'Idempotency-Key': `${basename(file)}:${i + 1}` } });
}
for (let i = 1; i <= lines.length; i++) {
  let result = await ask(`/messages?key=${basename(file)}:${i}`, { headers });
  for (; result.state === 'taken'; result = await ask(`/messages/${result.id}`, { headers })) await pause(200);
  if (result.state !== 'accepted') console.log(i, ...result.errors.map(error => `${error.pointer} ${error.code} ${error.message}`));
}

// A client that knows nothing but the OpenAPI description sends a message, a batch and a file to a node.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/api.js';
import { folderOf, node, signing } from './signing.js';

type Person = components['schemas']['PopulationPerson'];
type Message = components['schemas']['PopulationPersonMessage'];

const [url, city, self] = process.argv.slice(2);
const named = (body: string): string => `sha-256:${createHash('sha256').update(body).digest('hex')}`;
const done = (what: string): void => console.log(`ok  ${what}`);

/** A UUID of version 7. */
function newId(): string {
  const hex = Date.now().toString(16).padStart(12, '0') + '7' + randomBytes(10).toString('hex').slice(1);
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
  const id = hex.slice(0, 16) + variant + hex.slice(17, 32);
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join('-');
}

const person: Person = {
  idDocumentType: '111',
  idNumber: '440106198001010019',
  name: '张三',
  sex: '1',
  birthDate: '1980-01-01',
  residenceAddress: { division: '440106001004', text: '五山路1号3栋502房' },
};

const open = createClient<paths>({ baseUrl: url });
const { data: description } = await open.GET('/node');
assert(description, 'GET /node answers without a signature');
const hub = node(Buffer.from(description.certificates[0], 'base64'));
assert.equal(hub.id, description.node);
done(`the node ${description.node}, profile ${description.profile}`);

const client = createClient<paths>({ baseUrl: url });
client.use(signing(folderOf(city, self), hub));
// What the middleware adds to every request.
const header = { 'Cdx-Sender': self, 'Cdx-Receiver': hub.id, 'Signature-Input': '', Signature: '' };
const withBody = { ...header, 'Content-Digest': '' };
const now = (): string => new Date().toISOString();

const message: Message = {
  standard: '1.0',
  messageId: newId(),
  type: 'population.person/1',
  operation: 'upsert',
  sender: self,
  receiver: hub.id,
  sentAt: now(),
  payload: person,
};
const sent = await client.POST('/messages', { params: { header: withBody }, body: message });
assert.equal(sent.data?.messageId, message.messageId, JSON.stringify(sent.error));
done(`message ${sent.data.messageId} was accepted at ${sent.data.acceptedAt}`);

const asked = await client.GET('/messages/{id}/receipt', {
  params: { header, path: { id: message.messageId } },
});
assert.deepEqual(asked.data, sent.data);
done('its receipt is the first one');

const wrong = await client.POST('/messages', {
  params: { header: withBody },
  body: { ...message, messageId: newId(), payload: { ...person, idNumber: '440106198001010018' } },
});
assert.equal(wrong.error?.code, 'validation-failed');
assert.equal(wrong.error?.violations?.[0].pointer, '/payload/idNumber');
assert.match(wrong.error?.detailZh ?? '', /业务数据/);
done(`a wrong number is refused: ${wrong.error?.titleZh}`);

const lines = `${JSON.stringify(person)}\n${JSON.stringify({ ...person, name: '李四' })}\n`;
const part = named(lines);
const batchId = newId();
const brought = await client.PUT('/parts/{digest}', {
  params: { header: withBody, path: { digest: part }, query: { for: batchId } },
  headers: { 'content-type': 'application/x-ndjson' },
  body: lines,
  bodySerializer: (body) => body,
});
assert.equal(brought.response.status, 201, JSON.stringify(brought.error));
const batch = await client.POST('/batches', {
  params: { header: withBody },
  body: {
    batchId,
    type: 'population.person/1',
    operation: 'upsert',
    sender: self,
    receiver: hub.id,
    createdAt: now(),
    records: 2,
    parts: [{ digest: part, size: Buffer.byteLength(lines), records: 2 }],
  },
});
assert.equal(batch.response.status, 202, JSON.stringify(batch.error));
let status: components['schemas']['BatchStatus'] | undefined;
do {
  await new Promise((resolve) => setTimeout(resolve, 100));
  const progress = await client.GET('/batches/{id}', { params: { header, path: { id: batchId } } });
  status = progress.data;
  assert(status, JSON.stringify(progress.error));
} while (status.state === 'waiting' || status.state === 'processing');
assert.equal(status.accepted, 2, JSON.stringify(status));
done(`batch ${batchId} is ${status.state}, ${status.accepted} records accepted`);

const text = '附件：关于社区服务的说明';
const file = named(text);
const manifest = { size: Buffer.byteLength(text), parts: [{ digest: file, size: Buffer.byteLength(text) }] };
const missing = await client.PUT('/files/{digest}', {
  params: { header: withBody, path: { digest: file } },
  body: manifest,
});
assert.equal(missing.error?.code, 'parts-missing');
const piece = await client.PUT('/parts/{digest}', {
  params: { header: withBody, path: { digest: file }, query: { for: file } },
  headers: { 'content-type': 'application/octet-stream' },
  body: text,
  bodySerializer: (body) => body,
});
assert.equal(piece.response.status, 201, JSON.stringify(piece.error));
const kept = await client.PUT('/files/{digest}', {
  params: { header: withBody, path: { digest: file } },
  body: manifest,
});
assert.equal(kept.response.status, 201, JSON.stringify(kept.error));
done(`file ${file.slice(0, 16)}… was put together`);

const entry = await client.GET('/catalog/{resource}', {
  params: { header, path: { resource: '306001/00001' } },
});
assert.equal(entry.data?.resourceCode, '306001/00001', JSON.stringify(entry.error));
done(`catalog entry ${entry.data?.resourceCode} by an encoded path`);

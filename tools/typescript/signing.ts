// Signs requests and verifies responses for openapi-fetch: interface standard §4.1, §4.12.
import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import type { Middleware } from 'openapi-fetch';
import smCrypto from 'sm-crypto';

const { sm2, sm3 } = smCrypto;
const USER_ID = '1234567812345678';
const WINDOW_SECONDS = 300;

/** A node as its certificate shows it. */
export interface Node {
  id: string;
  keyId: string;
  publicKey: string;
}

const bytes = (text: string): number[] => [...Buffer.from(text, 'utf8')];
const digestOf = (body: Uint8Array): string => `sm3=:${Buffer.from(sm3([...body]), 'hex').toString('base64')}:`;

/** Reads the names and the key of a certificate; a real client verifies it against the root first. */
export function node(der: Buffer): Node {
  const hex = der.toString('hex');
  const urn = der.toString('latin1').match(/urn:cdx:node:([0-9]+:[0-9A-Z]{18}:[a-z][a-z0-9-]*)/);
  const point = hex.match(/034200(04[0-9a-f]{128})/);
  if (!urn || !point) {
    throw new Error('This is no SM2 certificate of a node');
  }
  return { id: urn[1], keyId: `${urn[1]}#${sm3([...der]).slice(0, 16)}`, publicKey: point[1] };
}

function pem(file: string): Buffer {
  const text = fs.readFileSync(file, 'ascii');
  const [, content] = text.match(/-----BEGIN [^-]+-----([^-]+)-----END/) ?? [];
  return Buffer.from(content ?? '', 'base64');
}

interface Fields {
  get(name: string): string | null;
}

/** The lines of the components that a Signature-Input names, and the input itself. */
function base(input: string, value: (name: string, ofRequest: boolean) => string): number[] {
  const [list] = input.match(/^\([^)]*\)/) ?? [''];
  const lines = [...list.matchAll(/"([^"]+)"((?:;[a-z]+(?:="[^"]*")?)*)/g)].map(([, name, parameters]) => {
    return `"${name}"${parameters}: ${value(name, parameters.includes(';req'))}`;
  });
  return bytes([...lines, `"@signature-params": ${input}`].join('\n'));
}

function ofRequest(request: Request, fields: Fields) {
  const url = new URL(request.url);
  return (name: string): string => {
    switch (name) {
      case '@method':
        return request.method;
      case '@path':
        return url.pathname;
      case '@query':
        return url.search || '?';
      case 'signature-input':
      case 'signature':
        return (fields.get(name) ?? '').replace(/^cdx=/, '');
      default:
        return fields.get(name) ?? '';
    }
  };
}

/** Signs every request with the key in a folder of `cdx keygen`, and takes verified responses only. */
export function signing(folder: string, receiver: Node): Middleware {
  const self = node(pem(path.join(folder, 'certificate.pem')));
  const [, privateKey] = pem(path.join(folder, 'key.pem')).toString('hex').match(/0201010420([0-9a-f]{64})/) ?? [];
  const options = { hash: true, publicKey: self.publicKey, userId: USER_ID };
  return {
    async onRequest({ request }) {
      const body = new Uint8Array(await request.clone().arrayBuffer());
      request.headers.set('cdx-sender', self.id);
      request.headers.set('cdx-receiver', receiver.id);
      const covered = ['@method', '@path', '@query', 'cdx-sender', 'cdx-receiver'];
      if (body.length > 0) {
        request.headers.set('content-digest', digestOf(body));
        covered.push('content-type', 'content-digest');
        if (request.headers.has('content-encoding')) {
          covered.push('content-encoding');
        }
      }
      const created = Math.floor(Date.now() / 1000);
      const nonce = randomBytes(16).toString('base64url');
      const input =
        `(${covered.map((name) => `"${name}"`).join(' ')});created=${created};nonce="${nonce}"` +
        `;keyid="${self.keyId}";alg="sm2-sm3";tag="cdx-1"`;
      const signature = sm2.doSignature(base(input, ofRequest(request, request.headers)), privateKey, options);
      request.headers.set('signature-input', `cdx=${input}`);
      request.headers.set('signature', `cdx=:${Buffer.from(signature, 'hex').toString('base64')}:`);
      return request;
    },
    async onResponse({ request, response }) {
      const asked = ofRequest(request, request.headers);
      const input = (response.headers.get('signature-input') ?? '').replace(/^cdx=/, '');
      const lines = base(input, (name, req) =>
        req ? asked(name) : name === '@status' ? String(response.status) : (response.headers.get(name) ?? ''),
      );
      const [, signature] = (response.headers.get('signature') ?? '').match(/^cdx=:([^:]*):$/) ?? [];
      const hex = Buffer.from(signature ?? '', 'base64').toString('hex');
      const body = new Uint8Array(await response.clone().arrayBuffer());
      const required = ['@status', 'cdx-sender', 'cdx-receiver', 'cdx-request', ...(body.length ? ['content-digest'] : [])];
      const created = Number(input.match(/;created=([0-9]+)/)?.[1]);
      const genuine =
        required.every((name) => input.includes(`"${name}"`)) &&
        input.includes('"signature";req;key="cdx"') &&
        input.includes(`;keyid="${receiver.keyId}"`) &&
        input.includes(';alg="sm2-sm3"') &&
        Math.abs(Date.now() / 1000 - created) <= WINDOW_SECONDS &&
        response.headers.get('cdx-sender') === receiver.id &&
        response.headers.get('cdx-receiver') === self.id &&
        hex.length === 128 &&
        sm2.doVerifySignature(lines, hex, receiver.publicKey, { hash: true, userId: USER_ID }) &&
        (body.length === 0 || response.headers.get('content-digest') === digestOf(body));
      if (!genuine || response.headers.get('cdx-request') !== 'verified') {
        throw new Error(`No verified answer of ${receiver.id}: status ${response.status} ${await response.text()}`);
      }
      return response;
    },
  };
}

/** The folder of a node below the folder of a city. */
export const folderOf = (city: string, id: string): string => path.join(city, id.replaceAll(':', '_'));

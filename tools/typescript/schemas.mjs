// Types from the JSON Schemas by json-schema-to-typescript, and the examples against them in the strict mode of Ajv.
import fs from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { compile } from 'json-schema-to-typescript';

const standard = path.resolve('../../docs/standard');
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const lines = [];
for (const file of fs.readdirSync(path.join(standard, 'schema')).sort()) {
  const schema = JSON.parse(fs.readFileSync(path.join(standard, 'schema', file), 'utf8'));
  const validate = ajv.compile(schema);
  const example = JSON.parse(fs.readFileSync(path.join(standard, 'examples', file), 'utf8'));
  if (!validate(example)) {
    throw new Error(`${file}: ${ajv.errorsText(validate.errors)}`);
  }
  const name = file.replace('.json', '').replace(/(^|[.-])([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
  const types = await compile(JSON.parse(JSON.stringify(schema)), name, { bannerComment: '', unknownAny: true });
  lines.push(`export namespace Of${name} {\n${types}}\n`);
}
fs.writeFileSync('generated/schemas.ts', lines.join('\n'));
console.log(`ok  ${lines.length} schemas are strict JSON Schema and have TypeScript types`);

// The rules of population.person/1, as far as this example goes: the schema's code sets, and what its spoiled examples break (§3.3).
import fs from 'node:fs';
import { isDate } from './strict-json.mjs';

const schema = JSON.parse(fs.readFileSync(new URL('../../docs/standard/schema/population.person-1.json', import.meta.url)));
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const residentCheck = (number) => '10X98765432'[WEIGHTS.reduce((sum, weight, i) => sum + weight * number[i], 0) % 11];
const creditCheck = (code) => CREDIT[(31 - ([...code.slice(0, 17)].reduce((sum, c, i) => sum + CREDIT.indexOf(c) * (3 ** i % 31), 0) % 31)) % 31];

function number(person) {
  const text = person.idNumber;
  if (person.idDocumentType === '001') {
    return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text) && creditCheck(text) === text[17] ? [] : ['/idNumber credit-code.check-character'];
  }
  if (!['111', '112'].includes(person.idDocumentType)) return [];
  if (/[０-９]/.test(text)) return ['/idNumber citizen-id.full-width'];
  if (text.length !== 18) return ['/idNumber citizen-id.length'];
  if (residentCheck(text) !== text[17]) return ['/idNumber citizen-id.check-character'];
  const found = [];
  if (person.birthDate.replaceAll('-', '') !== text.slice(6, 14)) found.push('/birthDate identity.birth-date');
  if (['1', '2'].includes(person.sex) && (text[16] % 2 === 1) !== (person.sex === '1')) found.push('/sex identity.sex');
  return found;
}

const blank = (value) => value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The codes of a member that has a list of them. */
const codesOf = (member) => member.enum ?? member.oneOf?.map((code) => code.const);

/** The violations of a person: pointer and code, with a blank between. */
export function violations(person, today) {
  const present = Object.entries(person).filter(([name, value]) => name in schema.properties && value !== null);
  const form = present.find(([name, value]) => schema.properties[name].type === 'string' && typeof value !== 'string');
  if (form) return [`/${form[0]} json.form`];
  const dates = present.filter(([name]) => schema.properties[name].format === 'date');
  const wrongDate = dates.find(([, value]) => !isDate(value));
  if (wrongDate) return [`/${wrongDate[0]} json.form`];
  const missing = schema.required.filter((name) => blank(person[name])).map((name) => `/${name} member.required`);
  const codes = present
    .filter(([name, value]) => codesOf(schema.properties[name])?.includes(value) === false)
    .map(([name]) => `/${name} code-set.unknown-code`);
  const future = dates.filter(([, value]) => value > today).map(([name]) => `/${name} member.future`);
  const order = person.deathDate && person.deathDate < person.birthDate ? ['/deathDate member.order'] : [];
  const division = person.residenceAddress?.division;
  const place = [];
  if (person.residenceAddress && blank(division)) place.push('/residenceAddress/division member.required');
  else if (division && ![6, 9, 12].includes(division.length)) place.push('/residenceAddress/division division.length');
  return [...missing, ...codes, ...future, ...order, ...place, ...(missing.length || codes.length ? [] : number(person))];
}

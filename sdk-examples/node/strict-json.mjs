// JSON as §3 wants it: no member twice, nothing behind the value, within the bounds of §12.
const DEPTH = 64;
const NUMBER = 100;
const NAME = 200;
const TOKENS = 1_000_000;

/** Reads bytes; throws what is not strict JSON. */
export function parse(bytes) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  let at = 0;
  let tokens = 0;
  const fail = (why) => { throw new SyntaxError(`${why}, at character ${at}`); };
  const token = () => { if (++tokens > TOKENS) fail('Too many tokens'); };
  const space = () => { while (at < text.length && ' \t\n\r'.includes(text[at])) at += 1; };
  const next = (wanted) => {
    space();
    if (text[at] !== wanted) return false;
    at += 1;
    return true;
  };

  function string() {
    const from = at;
    at += 1;
    while (text[at] !== '"') {
      if (at >= text.length) fail('A text without end');
      at += text[at] === '\\' ? 2 : 1;
    }
    at += 1;
    const value = JSON.parse(text.slice(from, at));
    if (value.includes('\0') || !value.isWellFormed()) fail('U+0000 or half a surrogate pair');
    return value;
  }

  function object(depth) {
    const members = new Map();
    while (!next('}')) {
      if (members.size > 0 && !next(',')) fail('No comma');
      space();
      if (text[at] !== '"') fail('No name');
      token();
      const name = string();
      if (name.length > NAME || members.has(name)) fail('A name that is too long, or stands twice');
      if (!next(':')) fail('No colon');
      members.set(name, value(depth + 1));
    }
    return Object.fromEntries(members);
  }

  function array(depth) {
    const list = [];
    while (!next(']')) {
      if (list.length > 0 && !next(',')) fail('No comma');
      list.push(value(depth + 1));
    }
    return list;
  }

  function plain() {
    const word = /[-+.\w]+/y;
    word.lastIndex = at;
    const found = word.exec(text)?.[0] ?? '';
    if (found.length > NUMBER || !/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(found)) fail('No value');
    at += found.length;
    return JSON.parse(found);
  }

  function value(depth) {
    space();
    token();
    if (text[at] !== '{' && text[at] !== '[') return text[at] === '"' ? string() : plain();
    if (depth > DEPTH) fail('Too deep');
    const isObject = text[at] === '{';
    at += 1;
    const found = isObject ? object(depth) : array(depth);
    token();
    return found;
  }

  const whole = value(1);
  space();
  if (at < text.length) fail('Content behind the value');
  return whole;
}

/** RFC 3339 with seconds and offset, §13. */
export function isTime(text) {
  const m = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:[Zz]|[-+](\d\d):(\d\d))$/.exec(text);
  return m !== null && isDate(`${m[1]}-${m[2]}-${m[3]}`) && m[4] < 24 && m[5] < 60 && m[6] < 60 && (m[7] ?? 0) < 19 && (m[8] ?? 0) < 60;
}

/** A date of the calendar. */
export function isDate(text) {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

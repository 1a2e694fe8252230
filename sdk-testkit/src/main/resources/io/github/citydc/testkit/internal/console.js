'use strict';
// The console of a node: lists, one message in full, faults, keys, health. Everything from outside is text, never markup.
(() => {
  const words = JSON.parse(document.body.dataset.words);
  const chinese = document.documentElement.lang.startsWith('zh');
  const root = document.getElementById('console');
  const NEWEST = 300;
  let messages = [];
  let state = null;
  let filter = { text: '', verdict: '', type: '' };

  const w = key => words[key] || key;
  const el = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value);
    }
    element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined));
    return element;
  };
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
  const time = at => at ? clock.format(new Date(at)) : '–';
  const hour = at => time(at).slice(11);

  async function ask(path, method, wish) {
    const response = await fetch('console/api/' + path, {
      method: method || 'GET',
      headers: method ? { 'cdx-console': '1', 'Content-Type': 'application/json' } : {},
      body: wish ? JSON.stringify(wish) : undefined
    });
    if (!response.ok) throw new Error(response.status === 400 ? await response.text() : w('no-answer') + ' (' + response.status + ')');
    return response;
  }
  const load = async path => (await ask(path)).json();

  // ---- frame

  const pages = { messages: showMessages, batches: showBatches, duties: showDuties, faults: showFaults, keys: showKeys, health: showHealth };
  const nav = el('nav', { 'aria-label': w('title') });
  const node = el('p', { class: 'node' });
  const main = el('main', { id: 'main', tabindex: '-1' });
  const said = el('p', { role: 'status', class: 'quiet' });
  root.append(node, nav, said, main);

  function route() {
    const [page, ...rest] = location.hash.slice(1).split('/').map(decodeURIComponent);
    nav.replaceChildren(...Object.keys(pages).map(name =>
      el('a', { href: '#' + name, 'aria-current': name === (page || 'messages') || (page === 'message' && name === 'messages') || (page === 'batch' && name === 'batches') ? 'page' : null }, w('page-' + name))));
    said.textContent = '';
    const show = page === 'message' ? () => showMessage(rest[0]) : page === 'batch' ? () => showBatch(rest[0], rest[1]) : pages[page] || showMessages;
    Promise.resolve(show()).catch(failure => { said.textContent = failure.message; });
  }

  function table(heads, rows, className) {
    return el('div', { class: 'wide' }, el('table', { class: className || 'stack' },
      el('thead', {}, el('tr', {}, heads.map(head => el('th', { scope: 'col' }, head)))), el('tbody', {}, rows)));
  }
  const row = (target, ...cells) => el('tr', {
    tabindex: '0', 'data-target': target,
    onclick: () => { location.hash = target; },
    onkeydown: event => { if (event.key === 'Enter') location.hash = target; }
  }, cells);
  const cell = (content, className) => el('td', { class: className }, content);

  function verdict(one) {
    if (one.problem) return el('span', { class: 'tag bad' }, one.problem, ' ', chinese ? one.titleZh : one.title);
    return el('span', { class: 'tag ' + (one.status < 400 ? 'good' : 'bad') }, one.status < 400 ? w('accepted') : String(one.status));
  }

  // ---- messages

  const chart = el('div', { class: 'card' });
  const list = el('div', {});

  function showMessages() {
    const types = [...new Set(messages.map(one => one.type).filter(Boolean))].sort();
    const tools = el('div', { class: 'tools' },
      el('label', {}, w('search'), el('input', { type: 'search', id: 'search', value: filter.text, oninput: event => { filter.text = event.target.value; drawList(); } })),
      el('label', {}, w('verdict'), el('select', { id: 'verdict', onchange: event => { filter.verdict = event.target.value; drawList(); } },
        ['', 'accepted', 'refused'].map(value => el('option', { value, selected: filter.verdict === value ? '' : null }, value ? w(value) : w('all'))))),
      el('label', {}, w('type'), el('select', { id: 'type', onchange: event => { filter.type = event.target.value; drawList(); } },
        ['', ...types].map(value => el('option', { value, selected: filter.type === value ? '' : null }, value || w('all'))))));
    main.replaceChildren(chart, tools, list);
    drawList();
    drawChart();
  }

  const matches = one =>
    (!filter.verdict || (filter.verdict === 'refused') === (one.status >= 400)) &&
    (!filter.type || one.type === filter.type) &&
    (!filter.text || JSON.stringify(Object.values(one)).toLowerCase().includes(filter.text.toLowerCase()));

  function drawList() {
    const shown = messages.filter(matches);
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.target : null;
    list.replaceChildren(shown.length === 0 ? el('p', { class: 'quiet' }, w('none')) : table(
      [w('time'), w('result'), w('request'), w('sender'), w('size')],
      shown.map(one => row('message/' + one.number,
        cell(hour(one.at), 'time'), cell(verdict(one)),
        cell([el('code', {}, one.type || one.method + ' ' + one.path), one.messageId ? el('div', { class: 'quiet' }, el('code', {}, one.messageId)) : null], 'full'),
        cell(el('code', {}, one.sender), 'full node-id'), cell(one.size + ' B', 'number optional')))));
    if (focused) {
      const again = [...list.querySelectorAll('tr')].find(one => one.dataset.target === focused);
      if (again) again.focus();
    }
  }

  function drawChart() {
    if (!state) return;
    const svg = (name, attributes, text) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
      if (text) element.textContent = text;
      return element;
    };
    const slots = state.accepted.length;
    const most = Math.max(4, ...state.accepted.map((count, i) => count + state.refused[i]));
    const picture = svg('svg', { viewBox: '0 0 600 90', preserveAspectRatio: 'none', role: 'img', 'aria-label': w('rates') });
    picture.append(svg('line', { x1: 0, x2: 600, y1: 80, y2: 80 }));
    state.accepted.forEach((count, i) => {
      const good = count / most * 75;
      const bad = state.refused[i] / most * 75;
      const width = 600 / slots;
      if (good) picture.append(svg('rect', { class: 'ok', x: i * width, width: width - 1, y: 80 - good, height: good }));
      if (bad) picture.append(svg('rect', { class: 'no', x: i * width, width: width - 1, y: 80 - good - bad, height: bad }));
    });
    const sum = counts => counts.reduce((a, b) => a + b, 0);
    chart.replaceChildren(
      el('div', { class: 'quiet' }, w('rates'), ' · ', el('span', { class: 'good' }, w('accepted') + ' ' + sum(state.accepted)), ' · ',
        el('span', { class: 'bad' }, w('refused') + ' ' + sum(state.refused)), ' · ', w('peak') + ' ' + most + ' / ' + state.slotSeconds + ' s'),
      picture);
  }

  // ---- one message

  async function showMessage(number) {
    const one = await load('messages/' + number);
    const parts = [
      el('p', {}, el('a', { href: '#messages' }, '← ' + w('page-messages'))),
      el('div', { class: 'card' }, el('p', {}, verdict(one), ' ', el('span', { class: 'quiet' }, time(one.at) + ' · ' + one.millis + ' ms · ' + one.size + ' B')),
        el('dl', {}, entry('request', one.method + ' ' + one.path), entry('type', one.type), entry('message', one.messageId), entry('sender', one.sender), entry('detail', one.violations && one.violations.length ? null : one.detail), entry('explained', one.problem ? el('code', {}, 'cdx error ' + one.problem) : null))),
    ];
    if (one.status === 401 || one.problem === 'digest-mismatch' || one.problem === 'sender-mismatch') parts.push(await doctor(number));
    if (one.body) parts.push(el('h2', {}, w('content')), content(number, one));
    if (one.signatureBase) parts.push(el('h2', {}, w('signature-base')), el('pre', { id: 'base' }, one.signatureBase));
    parts.push(el('h2', {}, w('request-headers')), headers(one.requestHeaders), el('h2', {}, w('response-headers')), headers(one.responseHeaders));
    main.replaceChildren(...parts);
    main.focus();
  }

  const entry = (key, value) => value ? [el('dt', {}, w(key)), el('dd', {}, value)] : null;
  const headers = fields => table([w('header'), w('value')], fields.map(field => el('tr', {}, cell(el('code', {}, field.name), 'full'), cell(el('code', {}, field.value), 'full'))));

  async function doctor(number) {
    const card = el('div', { class: 'card', id: 'doctor' }, el('h2', {}, w('doctor')));
    try {
      const diagnosis = await load('messages/' + number + '/diagnosis');
      card.append(el('p', {}, diagnosis.findings.map(finding => el('span', { class: 'tag bad' }, finding)), ' ', diagnosis.explanation), el('p', {}, diagnosis.remedy),
        el('dl', {}, diagnosis.evidence.map(item => [el('dt', {}, item.name), el('dd', {}, el('code', {}, item.value))])));
    } catch (failure) {
      card.append(el('p', { class: 'quiet' }, w('no-diagnosis')));
    }
    return card;
  }

  function content(number, one) {
    const pre = el('pre', { id: 'body' });
    const violations = one.violations || [];
    const draw = body => pre.replaceChildren(...json(body, '', '', violations));
    draw(one.body);
    const outside = violations.filter(found => !has(one.body, found.pointer));
    return el('div', {},
      el('p', {}, el('button', { id: 'values', onclick: async event => { draw(await load('messages/' + number + '/body')); event.target.remove(); } }, w('show-values'))),
      outside.map(found => el('p', { class: 'why' }, reason(found))),
      one.moreViolations ? el('p', { class: 'why' }, '+ ' + one.moreViolations) : null, pre);
  }

  const reason = found => found.pointer + '  ' + found.code + '  ' + found.standard + ': ' + (chinese ? found.messageZh : found.message);
  const escaped = name => name.replace(/~/g, '~0').replace(/\//g, '~1');
  function has(body, pointer) {
    let at = body;
    for (const name of pointer.split('/').slice(1)) {
      if (at === null || typeof at !== 'object') return false;
      at = at[name.replace(/~1/g, '/').replace(/~0/g, '~')];
      if (at === undefined) return false;
    }
    return true;
  }

  // JSON with each violation below the member it is about.
  function json(value, pointer, indent, violations, comma = '') {
    const here = violations.filter(found => found.pointer === pointer).map(found => el('span', { class: 'why' }, indent + '▲ ' + reason(found)));
    if (value === null || typeof value !== 'object') return [here.length ? el('mark', {}, JSON.stringify(value)) : JSON.stringify(value), comma, ...here];
    const array = Array.isArray(value);
    const keys = Object.keys(value);
    const out = [array ? '[' : '{'];
    keys.forEach((key, i) => {
      out.push('\n' + indent + '  ', array ? '' : JSON.stringify(key) + ': ', ...json(value[key], pointer + '/' + escaped(key), indent + '  ', violations, i < keys.length - 1 ? ',' : ''));
    });
    out.push(keys.length ? '\n' + indent : '', array ? ']' : '}', comma, ...here);
    return out;
  }

  // ---- batches

  async function showBatches() {
    const batches = await load('batches');
    main.replaceChildren(batches.length === 0 ? el('p', { class: 'quiet' }, w('none')) : table(
      [w('time'), w('state'), w('progress'), w('type'), w('sender')],
      batches.map(batch => row('batch/' + encodeURIComponent(batch.sender) + '/' + batch.batchId,
        cell(hour(batch.acceptedAt), 'time'), cell(el('span', { class: 'tag' }, w('state-' + batch.state))), cell(progress(batch), 'full'),
        cell([el('code', {}, batch.type), el('div', { class: 'quiet' }, el('code', {}, batch.batchId))], 'full'), cell(el('code', {}, batch.sender), 'full node-id')))));
    if (batches.some(batch => batch.state === 'waiting' || batch.state === 'processing')) later('batches');
  }

  function progress(batch) {
    const done = batch.accepted + batch.rejected;
    return el('span', {}, el('progress', { max: Math.max(1, batch.records), value: done }), ' ' + done + ' / ' + batch.records + ' ',
      batch.rejected ? el('span', { class: 'bad' }, w('rejected') + ' ' + batch.rejected) : null);
  }

  function later(hash) {
    setTimeout(() => { if (location.hash === '#' + hash) route(); }, 1000);
  }

  async function showBatch(sender, id) {
    const batch = await load('batches/' + encodeURIComponent(sender) + '/' + id);
    main.replaceChildren(
      el('p', {}, el('a', { href: '#batches' }, '← ' + w('page-batches'))),
      el('div', { class: 'card' }, el('p', {}, el('span', { class: 'tag' }, w('state-' + batch.state)), ' ', progress(batch)),
        el('dl', {}, entry('batch', batch.batchId), entry('sender', batch.sender), entry('received', time(batch.acceptedAt)), entry('finished', time(batch.finishedAt)), entry('detail', batch.delay))),
      el('h2', {}, w('rejections')),
      batch.rejections.length === 0 ? el('p', { class: 'quiet' }, w('none')) : table([w('place'), w('problem'), w('detail')],
        batch.rejections.map(record => el('tr', {}, cell(w('part') + ' ' + record.part + ', ' + w('line') + ' ' + record.line), cell(el('code', {}, record.code)),
          cell([record.violations.length ? null : record.detail, record.violations.map(found => el('span', { class: 'why' }, reason(found)))], 'full')))));
    main.focus();
  }

  // ---- duties

  const filled = (key, ...values) => values.reduce((text, value, i) => text.replace('{' + i + '}', value), w(key));

  function standing(duty) {
    if (duty.done) return el('span', { class: 'tag ' + (duty.lateBy ? 'bad' : 'good') }, duty.lateBy ? filled('done-late', duty.done, duty.lateBy) : filled('done', duty.done));
    if (duty.lateBy) return el('span', { class: 'tag bad' }, filled('late', duty.lateBy));
    return el('span', { class: 'tag' }, duty.daysLeft ? filled('left', duty.daysLeft) : w('due-today'));
  }

  async function showDuties() {
    const board = await load('duties');
    const shown = [
      el('p', {}, w('duties-explained')), el('p', { class: 'quiet' }, w('today') + ' ' + board.today),
      board.duties.length === 0 ? el('p', { class: 'quiet' }, w('none')) : table(
        [w('due'), w('status'), w('duty'), w('number'), w('party')],
        board.duties.map(duty => el('tr', { class: duty.done ? 'quiet' : null },
          cell([duty.due, duty.provisional ? el('abbr', { title: w('provisional') }, ' *') : null], 'time'), cell(standing(duty)),
          cell([chinese ? duty.dutyZh : duty.duty, el('div', { class: 'quiet' }, filled('article', duty.article))], 'full'),
          cell([el('code', {}, duty.number), duty.resource && duty.resource !== duty.number ? el('div', { class: 'quiet' }, w('resource') + ' ', el('code', {}, duty.resource)) : null], 'full'),
          cell([duty.organ || (chinese ? duty.partyZh : duty.party), duty.organ ? el('div', { class: 'quiet' }, chinese ? duty.partyZh : duty.party) : null], 'full')))),
      board.duties.some(duty => duty.provisional) ? el('p', { class: 'quiet' }, '* ' + w('provisional')) : null,
      board.more ? el('p', { class: 'quiet' }, filled('more-duties', board.more)) : null
    ];
    main.replaceChildren(...shown.filter(Boolean));
  }

  // ---- faults

  async function showFaults(given) {
    const faults = given || await load('faults');
    const form = el('form', { class: 'tools card', onsubmit: async event => {
      event.preventDefault();
      const wish = {};
      for (const [key, value] of new FormData(form)) if (value !== '') wish[key] = key === 'times' || key === 'seconds' ? Number(value) : value;
      try { showFaults(await (await ask('faults', 'POST', wish)).json()); } catch (failure) { said.textContent = failure.message; }
    } },
      el('label', {}, w('fault'), el('select', { name: 'kind', id: 'kind' }, faults.kinds.map(kind => el('option', { value: kind }, w('fault-' + kind))))),
      el('label', {}, w('times'), el('input', { name: 'times', type: 'number', min: '1', placeholder: w('until-off') })),
      el('label', {}, w('sender'), el('input', { name: 'sender', placeholder: w('all') })),
      el('label', {}, w('type'), el('input', { name: 'type', placeholder: w('all') })),
      el('label', {}, w('problem'), el('input', { name: 'problem', placeholder: 'unavailable' })),
      el('label', {}, w('seconds'), el('input', { name: 'seconds', type: 'number', min: '1', placeholder: '5' })),
      el('button', { class: 'main', id: 'switch-on' }, w('switch-on')));
    main.replaceChildren(el('p', {}, w('faults-explained')), faults.kinds.length ? form : el('p', {}, w('none')), el('h2', {}, w('faults-on')),
      faults.active.length === 0 ? el('p', { class: 'quiet' }, w('none')) : el('div', {},
        table([w('fault'), w('limits')], faults.active.map(fault => el('tr', {}, cell(w('fault-' + fault.kind)), cell(el('code', {}, fault.description), 'full')))),
        el('p', {}, el('button', { id: 'switch-off', onclick: async () => showFaults(await (await ask('faults', 'DELETE')).json()) }, w('switch-off')))));
  }

  // ---- keys

  function showKeys() {
    const form = el('form', { class: 'tools card', onsubmit: async event => {
      event.preventDefault();
      const name = new FormData(form).get('node');
      try {
        const zip = await (await ask('nodes', 'POST', { node: name })).blob();
        const link = el('a', { href: URL.createObjectURL(zip), download: name.replace(/:/g, '_') + '.zip', id: 'keys-ready' }, w('download'));
        result.replaceChildren(el('p', { class: 'good' }, w('enrolled') + ' ' + name), el('p', {}, link), el('pre', {}, 'unzip -d ' + name.replace(/:/g, '_') + ' ' + name.replace(/:/g, '_') + '.zip\nchmod 600 ' + name.replace(/:/g, '_') + '/key.pem\ncdx send --to ' + location.origin + '/cdx/v1 --key ' + name.replace(/:/g, '_') + ' …'));
        link.focus();
      } catch (failure) { result.replaceChildren(el('p', { class: 'bad' }, failure.message)); }
    } },
      el('label', {}, w('node'), el('input', { name: 'node', id: 'new-node', required: '', size: '36', placeholder: '440106:11440106007482911C:grid' })),
      el('button', { class: 'main', id: 'enrol' }, w('enrol')));
    const result = el('div', { role: 'status' });
    main.replaceChildren(el('p', {}, w('keys-explained')), form, result);
  }

  // ---- health

  async function showHealth() {
    state = await load('state');
    const days = Math.floor((new Date(state.notAfter) - new Date(state.now)) / 864e5);
    main.replaceChildren(
      el('div', { class: 'card' }, el('p', {}, el('span', { class: 'tag ' + (state.healthy ? 'good' : 'bad') }, state.healthy ? w('healthy') : w('not-healthy'))),
        el('dl', {}, entry('node', state.node), entry('running', time(state.startedAt)), entry('now', time(state.now)), entry('certificate', state.certificate),
          entry('validity', time(state.notBefore) + ' – ' + time(state.notAfter) + ' · ' + (days < 0 ? w('not-in-force') : days + ' ' + w('days-left'))))),
      table([w('check'), w('result'), w('figures')], state.checks.map(check => el('tr', {}, cell(el('code', {}, check.name)),
        cell(el('span', { class: check.healthy ? 'good' : 'bad' }, check.healthy ? w('healthy') : check.detail)),
        cell(Object.entries(check.figures || {}).map(([name, figure]) => el('div', {}, el('code', {}, name), ' ' + figure)), 'full')))));
  }

  // ---- live

  async function refresh() {
    state = await load('state');
    node.replaceChildren(live, state.node);
    drawChart();
  }
  const live = el('span', { class: 'live off', id: 'live' });
  let due = null;
  const events = new EventSource('console/events');
  events.onopen = async () => {
    live.className = 'live';
    messages = await load('messages');
    await refresh();
    if (!location.hash || location.hash === '#messages') showMessages();
  };
  events.onerror = () => { live.className = 'live off'; };
  events.onmessage = event => {
    const one = JSON.parse(event.data);
    if (messages.some(known => known.number === one.number)) return;
    messages.unshift(one);
    messages.length = Math.min(messages.length, NEWEST);
    if (!location.hash || location.hash === '#messages') drawList();
    if (location.hash === '#batches' && one.path.includes('/batches')) route();
    if (!due) due = setTimeout(() => { due = null; refresh().catch(() => {}); }, 500);
  };
  setInterval(() => { refresh().catch(() => {}); }, 5000);

  document.addEventListener('keydown', event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === '/' && !typing) {
      const search = document.getElementById('search');
      if (search) { event.preventDefault(); search.focus(); }
    } else if (event.key === 'Escape' && location.hash.startsWith('#message/')) location.hash = '#messages';
    else if (event.key === 'Escape' && location.hash.startsWith('#batch/')) location.hash = '#batches';
    else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !typing) {
      const rows = [...main.querySelectorAll('tr[tabindex]')];
      const next = rows.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
      if (rows[next]) { event.preventDefault(); rows[next].focus(); }
    }
  });
  window.addEventListener('hashchange', route);
  route();
})();

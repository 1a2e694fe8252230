'use strict';
// Search in the sections of all pages: every word must occur; Chinese needs no spaces.
(() => {
  const input = document.getElementById('search');
  const found = document.getElementById('found');
  const root = document.body.dataset.root;
  const chinese = document.documentElement.lang.startsWith('zh');
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (!words.length) return;
    SECTIONS.map(section => ({ section, text: (section[1] + ' ' + section[2] + ' ' + section[3]).toLowerCase() }))
      .filter(one => words.every(word => one.text.includes(word)))
      .map(one => ({ ...one, rank: (one.section[4] === chinese ? 4 : 0) + (words.every(word => one.section[2].toLowerCase().includes(word)) ? 2 : 0) }))
      .sort((a, b) => b.rank - a.rank).slice(0, 12)
      .forEach(({ section }) => {
        const link = document.createElement('a');
        link.href = root + section[0];
        link.textContent = section[1] === section[2] ? section[1] : section[1] + ' › ' + section[2];
        const text = document.createElement('p');
        const at = Math.max(0, section[3].toLowerCase().indexOf(words[0]) - 40);
        text.textContent = section[3].slice(at, at + 160);
        const item = document.createElement('li');
        item.append(link, text);
        found.append(item);
      });
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && event.target !== input) { event.preventDefault(); input.focus(); }
    if (event.key === 'Escape') { input.value = ''; found.replaceChildren(); }
  });
})();

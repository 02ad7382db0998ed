import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../../../webroot/', import.meta.url));
const page = readFileSync(join(ROOT, 'index.html'), 'utf8');
const files = readdirSync(ROOT, { recursive: true }).filter((file) => /\.(js|css|html|svg)$/.test(file));
const read = (file) => readFileSync(join(ROOT, file), 'utf8');
const linked = (pattern) => [...page.matchAll(pattern)].map(([, path]) => path);

const withoutComments = (text) => text.replace(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');

function importedFrom(file, seen = new Set()) {
  for (const [, target] of read(file).matchAll(/^import\s[^;]*?'(\.[^']+)';/gms)) {
    const found = relative(ROOT, join(ROOT, dirname(file), target));
    if (!seen.has(found)) {
      seen.add(found);
      importedFrom(found, seen);
    }
  }
  return [...seen].sort();
}

test('everything the page links to is there', () => {
  const paths = linked(/(?:href|src)="([^"]+)"/g);
  assert.ok(paths.length > 60);
  for (const path of paths) {
    assert.ok(path.startsWith('/static/'), path);
    assert.ok(existsSync(join(ROOT, path.slice('/static/'.length))), path);
  }
});

test('every module that is imported at the start is preloaded, and no other', () => {
  assert.deepEqual(linked(/rel="modulepreload" href="\/static\/([^"]+)"/g).sort(), importedFrom('main.js'));
});

test('every stylesheet is linked once or comes with what loads it later, the order of the layers first', () => {
  const styles = linked(/rel="stylesheet" href="\/static\/([^"]+)"/g);
  const later = new Set(['dialogs', 'pages'].flatMap((name) => [...read(`components/parley-app/${name}.js`).matchAll(/'([\w-]+\/[\w-]+\.css)'/g)]).map(([, path]) => `components/${path}`));
  assert.deepEqual([...styles, ...later].sort(), files.filter((file) => file.endsWith('.css')).sort());
  assert.equal(styles[0], 'styles/layers.css');
});

test('what is loaded later is there, and administration, settings and accounts are not loaded at the start', () => {
  const start = new Set(importedFrom('main.js'));
  for (const name of ['dialogs', 'pages']) {
    for (const [, target] of read(`components/parley-app/${name}.js`).matchAll(/import\('\.\.\/([^']+)'\)/g)) {
      assert.ok(existsSync(join(ROOT, 'components', target)), target);
      assert.ok(!start.has(`components/${target}`), target);
    }
  }
});

test('what comes before the first message is less than 150 KB of script and style', () => {
  const all = ['main.js', 'theme.js', ...importedFrom('main.js'), ...linked(/rel="stylesheet" href="\/static\/([^"]+)"/g)];
  const bytes = all.reduce((sum, file) => sum + gzipSync(read(file)).length, 0);
  assert.ok(bytes < 150 * 1024, `${bytes} bytes, compressed`);
});

test('the page has no script, style or handler in it that the policy would refuse', () => {
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i);
});

test('people’s text can’t become markup: nothing in the client parses HTML or runs text', () => {
  for (const file of files.filter((name) => name.endsWith('.js'))) {
    assert.doesNotMatch(read(file), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|setHTML|createContextualFragment/, file);
  }
});

test('no file names a foreign host to load from', () => {
  for (const file of files) {
    assert.doesNotMatch(read(file), /(?:from|import\()\s*'https?:|@import|url\(\s*['"]?(?:https?:)?\/\//, file);
  }
});

test('state and net know nothing of the page', () => {
  for (const file of files.filter((name) => /^(state|net)\/.*\.js$/.test(name))) {
    const code = withoutComments(read(file));
    assert.doesNotMatch(code, /\b(document|window|localStorage|sessionStorage|HTMLElement|navigator|location)\b/, file);
    assert.doesNotMatch(code, /from '\.\.\/components/, file);
  }
});

test('no stylesheet uses ids, !important or a colour that is not a token', () => {
  for (const file of files.filter((name) => name.endsWith('.css'))) {
    const rules = withoutComments(read(file));
    assert.doesNotMatch(rules, /!important/, file);
    assert.match(rules, /^\s*@layer /, file);
    if (file !== 'styles/tokens.css') assert.doesNotMatch(rules.replaceAll('oklch(var(', ''), /#[\da-z]|\brgb\(|\bhsl\(|\boklch\(|light-dark\(/i, file);
  }
});

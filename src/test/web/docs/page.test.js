import test from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const FOLDER = new URL('../../../main/resources/contract/docs/socket/', import.meta.url);
const CLIENT = new URL('../../../../webroot/', import.meta.url);
const read = (file) => readFileSync(new URL(file, FOLDER), 'utf8');
const files = readdirSync(FOLDER);
const pages = [read('index.html'), read('../bus/index.html')];

const local = (path) =>
  path.startsWith('/docs/socket/') ? new URL(path.slice('/docs/socket/'.length), FOLDER) : new URL(path.slice('/static/'.length), CLIENT);

test('every file that the page and its modules name is there', () => {
  const named = [...pages, ...files.filter((file) => file.endsWith('.js')).map(read)]
    .flatMap((text) => [...text.matchAll(/["'](\/(?:docs\/socket|static)\/[^"']+)["']/g)].map(([, path]) => path));
  assert.ok(named.length > 10);
  for (const path of named) assert.ok(existsSync(local(path)), path);
});

test('every module but the first is preloaded', () => {
  for (const page of pages) {
    const preloaded = [...page.matchAll(/modulepreload" href="\/docs\/socket\/([^"]+)"/g)].map(([, file]) => file);
    assert.deepEqual([...preloaded, 'main.js'].sort(), files.filter((file) => file.endsWith('.js')).sort());
  }
});

test('nothing in it is inline, from elsewhere, or made of markup', () => {
  for (const page of pages) assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?:/i);
  for (const file of files) {
    assert.doesNotMatch(read(file), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|setHTML|https?:|@import|!important/, file);
  }
});

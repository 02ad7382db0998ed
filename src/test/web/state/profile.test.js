import assert from 'node:assert/strict';
import test from 'node:test';
import { Profile } from '../../../../webroot/state/profile.js';
import { Shelf } from '../../../../webroot/state/shelf.js';
import { MemoryStore, memoryShelf } from '../support/memory-store.js';

test('name and look are remembered', () => {
  const store = new MemoryStore();
  const first = new Profile({ shelf: memoryShelf(store) });
  assert.deepEqual([first.name, first.theme, first.lastRoom], [null, 'system', null]);
  first.name = '  Ann ';
  first.theme = 'dark';
  first.lastRoom = 'r';
  const second = new Profile({ shelf: memoryShelf(store) });
  assert.deepEqual([second.name, second.theme, second.lastRoom], ['Ann', 'dark', 'r']);
});

test('a change is told', () => {
  const profile = new Profile({ shelf: memoryShelf() });
  const told = [];
  for (const type of ['name', 'theme']) profile.addEventListener(type, () => told.push(type));
  profile.name = 'Ann';
  profile.theme = 'light';
  assert.deepEqual(told, ['name', 'theme']);
});

test('what somebody else left in the store is not believed', () => {
  for (const name of ['7', '""', '{"a":1}', 'no json', '"a\\u0000"', 'null']) {
    const store = new MemoryStore();
    store.setItem('name', name);
    store.setItem('theme', '"purple"');
    const profile = new Profile({ shelf: memoryShelf(store) });
    assert.deepEqual([profile.name, profile.theme], [null, 'system'], name);
  }
});

test('a forbidden or full store makes the page forgetful, not broken', () => {
  const forbidden = new Shelf(() => { throw new Error('SecurityError'); }, '');
  forbidden.set('a', 1);
  forbidden.remove('a');
  assert.equal(forbidden.get('a', 'otherwise'), 'otherwise');
});

test('prefixes keep shelves in one store apart', () => {
  const store = new MemoryStore();
  const one = memoryShelf(store, 'one.');
  one.set('a', [1]);
  assert.deepEqual([one.get('a'), memoryShelf(store, 'two.').get('a')], [[1], null]);
  one.remove('a');
  assert.equal(one.get('a'), null);
});

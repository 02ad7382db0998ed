import assert from 'node:assert/strict';
import test from 'node:test';
import { Announcements } from '../../../../webroot/state/announcements.js';
import { FakeClock } from '../support/clock.js';

function listen() {
  const clock = new FakeClock();
  const said = [];
  const announcements = new Announcements({ clock, say: (words) => said.push(words) });
  const hear = (...contents) => contents.forEach((content) => announcements.add({ username: 'Ann', content }));
  return { clock, said, announcements, hear };
}

test('a message is read out soon, with its author', () => {
  const { clock, said, hear } = listen();
  hear('Hello');
  clock.tick(300);
  assert.deepEqual(said, ['Ann: Hello']);
});

test('a few together are read out together', () => {
  const { clock, said, hear } = listen();
  hear('one', 'two', 'three');
  clock.tick(300);
  assert.deepEqual(said, ['Ann: one. Ann: two. Ann: three']);
});

test('a flood is counted and only its last message read out', () => {
  const { clock, said, hear } = listen();
  hear(...Array.from({ length: 40 }, (_, index) => `m${index}`));
  clock.tick(300);
  assert.deepEqual(said, ['40 new messages. Ann: m39']);
});

test('in a busy room it speaks at most every three seconds and loses no count', () => {
  const { clock, said, hear } = listen();
  for (let second = 0; second < 30; second += 1) {
    hear('a', 'b', 'c', 'd');
    clock.tick(1000);
  }
  clock.tick(3000);
  const spoken = said.filter(Boolean);
  assert.ok(spoken.length <= 11, String(spoken.length));
  assert.equal(spoken.reduce((sum, words) => sum + Number.parseInt(words, 10), 0), 120);
});

test('what was said is taken back when it is quiet again', () => {
  const { clock, said, hear } = listen();
  hear('Hello');
  clock.tick(4000);
  assert.deepEqual([said.at(-1), clock.waiting], ['', 0]);
});

test('a long message is cut', () => {
  const { clock, said, hear } = listen();
  hear('😀'.repeat(5000));
  clock.tick(300);
  assert.equal([...said[0]].length, 'Ann: '.length + 201);
});

test('leaving a room silences what was not said yet', () => {
  const { clock, said, announcements, hear } = listen();
  hear('Hello');
  announcements.stop();
  clock.tick(10_000);
  assert.deepEqual(said, []);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { Reading } from '../../../../webroot/state/reading.js';
import { MemoryStore, memoryShelf } from '../support/memory-store.js';

const visit = (store, roomId = 'room') => new Reading({ shelf: memoryShelf(store), roomId });

function readUpTo(store, head, roomId) {
  const reading = visit(store, roomId);
  reading.open(head);
  reading.attend();
}

test('on the first visit nothing is new', () => {
  const reading = visit(new MemoryStore());
  reading.open(50);
  assert.deepEqual([reading.line, reading.behindLine], [null, 0]);
});

test('the next visit has a line where the last one stopped', () => {
  const store = new MemoryStore();
  readUpTo(store, 50);
  const reading = visit(store);
  reading.open(62);
  assert.deepEqual([reading.line, reading.behindLine], [50, 12]);
});

test('who only opened the room, but never saw its end, has not read it', () => {
  const store = new MemoryStore();
  readUpTo(store, 50);
  visit(store).open(60);
  const reading = visit(store);
  reading.open(60);
  assert.equal(reading.line, 50);
});

test('the line appears with the first message nobody sees and stays there for the next', () => {
  const reading = visit(new MemoryStore());
  reading.open(10);
  reading.grow(11, 1, false);
  reading.grow(13, 2, false);
  assert.deepEqual([reading.line, reading.unread, reading.behindLine], [10, 3, 3]);
});

test('seeing the end clears the count, keeps the line, and the next absence moves it', () => {
  const reading = visit(new MemoryStore());
  reading.open(10);
  reading.grow(12, 2, false);
  reading.attend();
  assert.deepEqual([reading.line, reading.unread], [10, 0]);
  reading.grow(13, 1, true);
  reading.grow(14, 1, false);
  assert.equal(reading.line, 13);
});

test('own messages from elsewhere are not new', () => {
  const reading = visit(new MemoryStore());
  reading.open(10);
  reading.grow(11, 0, false);
  assert.deepEqual([reading.line, reading.unread], [null, 0]);
});

test('whoever answers has read everything', () => {
  const store = new MemoryStore();
  const reading = visit(store);
  reading.open(10);
  reading.grow(12, 2, false);
  reading.answered();
  assert.deepEqual([reading.line, reading.unread], [null, 0]);
  const next = visit(store);
  next.open(12);
  assert.equal(next.line, null);
});

test('rooms are kept apart, and only the last two hundred are remembered', () => {
  const store = new MemoryStore();
  for (let room = 0; room < 250; room += 1) readUpTo(store, 5, `r${room}`);
  const line = (roomId) => {
    const reading = visit(store, roomId);
    reading.open(9);
    return reading.line;
  };
  assert.deepEqual([line('r0'), line('r49'), line('r50'), line('r249'), line('other')], [null, null, 5, 5, null]);
});

test('back from another room, what was new the last time no longer is, but what came meanwhile is', () => {
  const reading = visit(new MemoryStore());
  reading.open(10);
  reading.grow(12, 2, false);
  reading.revisit();
  assert.equal(reading.line, 10);
  reading.attend();
  reading.revisit();
  assert.equal(reading.line, null);
});

test('in another log nothing is known to be new', () => {
  const reading = visit(new MemoryStore());
  reading.open(10);
  reading.grow(12, 2, false);
  reading.restart();
  reading.open(3);
  assert.deepEqual([reading.line, reading.unread, reading.head], [null, 0, 3]);
});

import assert from 'node:assert/strict';
import test from 'node:test';
import { clockTime, dayName, exactTime, startOfNextDay } from '../../../../webroot/state/dates.js';
import { splitLinks } from '../../../../webroot/state/links-in-text.js';
import { hueOf, initialsOf } from '../../../../webroot/state/person.js';
import { isBlank, lengthOf, nameProblem, roomNameProblem, wellFormed } from '../../../../webroot/state/text-rules.js';
import { typingLine } from '../../../../webroot/state/typers.js';

const links = (text) => splitLinks(text).filter(({ href }) => href).map((piece) => piece.text);

test('web links are found, and the pieces together are the text to the letter', () => {
  const text = 'See https://example.org/a?b=c#d, and (http://x.test/y_(z)).\nDone';
  assert.deepEqual(links(text), ['https://example.org/a?b=c#d', 'http://x.test/y_(z)']);
  assert.equal(splitLinks(text).map((piece) => piece.text).join(''), text);
});

test('the end of a sentence is not part of a link', () => {
  assert.deepEqual(links('https://a.test/x. https://b.test/?! [https://d.test/e] https://f.test…'),
    ['https://a.test/x', 'https://b.test/', 'https://d.test/e', 'https://f.test']);
});

test('only http and https become links', () => {
  for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.test', 'mailto:a@b.test', 'xhttps://a.test', 'https://', 'http:// a', 'file:///etc/x']) {
    assert.deepEqual(links(text), [], text);
  }
});

test('a link can’t carry markup out of a text', () => {
  assert.deepEqual(links('https://a.test/"onclick="x https://b.test/<b>'), ['https://a.test/', 'https://b.test/']);
});

test('text without links is one piece, no text is none', () => {
  assert.deepEqual(splitLinks('plain'), [{ text: 'plain' }]);
  assert.deepEqual(splitLinks(''), []);
});

// Step by step over the whole rest of the text would take minutes here.
test('a text of nothing but brackets, dots or beginnings of links is split without delay', { timeout: 20_000 }, () => {
  assert.deepEqual(links(`https://a.test/${')'.repeat(200_000)}`), ['https://a.test/']);
  assert.deepEqual(links(`https://a.test/${'.)'.repeat(100_000)}`), ['https://a.test/']);
  assert.deepEqual(links(`https://a.test/x${'.'.repeat(200_000)}`), ['https://a.test/x']);
  assert.equal(splitLinks('https://'.repeat(20_000)).map((piece) => piece.text).join('').length, 160_000);
});

test('lengths are counted in characters, not in halves of emoji', () => {
  assert.deepEqual([lengthOf('😀é'), lengthOf(''), isBlank(' \n\t'), isBlank(' x ')], [2, 0, true, false]);
});

test('half an emoji becomes the replacement sign, whole ones stay', () => {
  assert.equal(wellFormed('a\ud83d b😀\udc00'), 'a\ufffd b😀\ufffd');
});

test('a name has 1 to 64 characters after trimming and no control characters', () => {
  for (const name of ['Ann', '  Ann  ', '李', '😀'.repeat(64)]) assert.equal(nameProblem(name), null, name);
  for (const name of ['', '   ', '😀'.repeat(65), 'a\u0000b', 'a\nb', 'a\u0085b', '\ud83d']) assert.notEqual(nameProblem(name), null, name);
});

test('a room’s name may have 100', () => {
  assert.deepEqual([roomNameProblem('x'.repeat(100)), roomNameProblem('x'.repeat(101)) !== null, roomNameProblem(' ') !== null], [null, true, true]);
});

test('initials are of the first and the last word, whole characters each', () => {
  const initials = ['ann', 'Jane Doe', 'Jane van der Doe', 'élan', '李小龍', 'zoë 🎈', '👩‍👩‍👧 x', '...', '-', 'jane.doe'].map(initialsOf);
  assert.deepEqual(initials, ['A', 'JD', 'JD', 'É', '李', 'Z🎈', '👩‍👩X', '.', '-', 'JD']);
});

test('a pile of combining marks is cut in the initials', () => {
  assert.equal(initialsOf(`a${'\u0301'.repeat(50)}`).length <= 4, true);
});

test('a name always has the same colour, and names differ', () => {
  const names = Array.from({ length: 100 }, (_, index) => `person ${index}`);
  assert.equal(hueOf('Ann'), hueOf('Ann'));
  assert.ok(names.every((name) => hueOf(name) >= 0 && hueOf(name) < 360));
  assert.ok(new Set(names.map(hueOf)).size > 60);
});

test('days are called today and yesterday, else by weekday, with the year if it is another one', () => {
  const now = new Date(2026, 2, 3, 0, 30).getTime();
  const day = (...date) => dayName(new Date(...date).getTime(), now);
  assert.deepEqual([day(2026, 2, 3), day(2026, 2, 2, 23, 59)], ['Today', 'Yesterday']);
  assert.match(day(2026, 1, 28), /^Saturday,? 28 February$/);
  assert.match(day(2025, 11, 24), /^Wednesday,? 24 December 2025$/);
});

test('times have hours and minutes, the exact one has the day as well', () => {
  const at = new Date(2026, 2, 3, 9, 5).getTime();
  assert.match(clockTime(at), /0?9[:.]05/);
  assert.match(exactTime(at), /3 March 2026/);
});

test('the next day begins at midnight here, also at the end of a month', () => {
  assert.equal(startOfNextDay(new Date(2026, 1, 28, 13, 0).getTime()), new Date(2026, 2, 1).getTime());
});

test('the typing line names one or two and counts the rest', () => {
  const line = (...names) => typingLine(names).map(({ name, text }) => name ?? text).join('');
  assert.deepEqual([line(), line('Ann'), line('Ann', 'Jane'), line('Ann', 'Jane', 'Omar'), line(...'abcdefghijklm')],
    ['', 'Ann is typing…', 'Ann and Jane are typing…', 'Ann and two others are typing…', 'a and 12 others are typing…']);
});

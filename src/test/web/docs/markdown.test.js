import test from 'node:test';
import assert from 'node:assert/strict';
import { blocksOf, partsOf } from '../../../main/resources/contract/docs/socket/markdown.js';

test('a paragraph goes on over line ends, an empty line ends it', () => {
  assert.deepEqual(blocksOf('One\nand the same.\n\nAnother.\n'), [
    { kind: 'paragraph', text: 'One and the same.' },
    { kind: 'paragraph', text: 'Another.' },
  ]);
  assert.deepEqual(blocksOf(''), []);
  assert.deepEqual(blocksOf('\n \n'), []);
});

test('a heading has a level', () => {
  assert.deepEqual(blocksOf('## Coming in\n\nText.')[0], { kind: 'heading', level: 2, text: 'Coming in' });
  assert.equal(blocksOf('#no heading')[0].kind, 'paragraph');
});

test('a list may follow its paragraph at once, and its items go on over line ends', () => {
  assert.deepEqual(blocksOf('With `p`:\n\n- one\n  goes on;\n- two'), [
    { kind: 'paragraph', text: 'With `p`:' },
    { kind: 'list', ordered: false, items: ['one goes on;', 'two'] },
  ]);
  assert.deepEqual(blocksOf('First:\n1. one\n2. two\n   more'), [
    { kind: 'paragraph', text: 'First:' },
    { kind: 'list', ordered: true, items: ['one', 'two more'] },
  ]);
});

test('a table has a head and rows, and cells may be empty', () => {
  assert.deepEqual(blocksOf('| | b |\n|---|---|\n| 1 | `x` |\n| 2 | |\n'), [
    { kind: 'table', head: ['', 'b'], rows: [['1', '`x`'], ['2', '']] },
  ]);
});

test('code, emphasis and links are told from text, and nothing is lost', () => {
  assert.deepEqual(partsOf('a `b` *c* [d](/e), f'), [
    { kind: 'text', text: 'a ' },
    { kind: 'code', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'd', to: '/e' },
    { kind: 'text', text: ', f' },
  ]);
  assert.deepEqual(partsOf('plain'), [{ kind: 'text', text: 'plain' }]);
  assert.deepEqual(partsOf('`*a*` <b>'), [{ kind: 'code', text: '*a*' }, { kind: 'text', text: ' <b>' }]);
});

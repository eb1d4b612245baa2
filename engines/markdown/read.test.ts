import { expect, test } from 'vitest';
import { isSafeAddress, plainText, readMarkdown, readSpans } from './read.ts';

test('headings, lists, quotes and paragraphs are told apart', () => {
  expect(readMarkdown('## 一\n甲\n乙\n\n- a\n- b\n1. c\n> 引').map(({ kind }) => kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'list',
    'quote',
  ]);
  expect(plainText('## 标题\n**要点**：见[办法](/publishing/1)')).toBe('标题 要点：见办法');
});

test.each([
  ['<script>alert(1)</script>', [{ kind: 'text', text: '<script>alert(1)</script>' }]],
  [
    '[x](javascript:alert(1))',
    [
      { kind: 'text', text: '[x](javascript:alert(1)' },
      { kind: 'text', text: ')' },
    ],
  ],
  ['[x](//evil.example)', [{ kind: 'text', text: '[x](//evil.example)' }]],
  ['[x](/plan)', [{ kind: 'link', text: 'x', to: '/plan' }]],
  [
    '**a** *b*',
    [
      { kind: 'strong', text: 'a' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'b' },
    ],
  ],
])('%s', (source, spans) => {
  expect(readSpans(source)).toEqual(spans);
});

test.each([
  'javascript:x',
  'data:text/html,x',
  'JAVASCRIPT:x',
  ' https://x',
  '/\\evil',
  'vbscript:x',
  '\tjavascript:x',
])('no way leads to %s', (address) => expect(isSafeAddress(address)).toBe(false));

import { expect, test } from 'vitest';
import { frameAddress, snippetOf } from './snippet.ts';

const framing = { origin: 'https://city.example', code: 'births', kind: '', dimension: '', language: '' };

test('a frame says only what was chosen', () => {
  expect(frameAddress(framing)).toBe('https://city.example/embed/measures/births');
  expect(frameAddress({ ...framing, kind: 'bars', dimension: 'town', language: 'en' })).toBe(
    'https://city.example/embed/measures/births?lang=en&kind=bars&dimension=town',
  );
});

test('a title cannot leave its attribute', () => {
  const snippet = snippetOf({ ...framing, kind: 'bars', language: 'zh' }, 'A "<b>" & c');
  expect(snippet).toContain('title="A &quot;&lt;b>&quot; &amp; c"');
  expect(snippet).toContain('?lang=zh&amp;kind=bars"');
});

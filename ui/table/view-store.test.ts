import { expect, test } from 'vitest';
import { readViews, writeViews } from './view-store.ts';

function shelf(start: Record<string, string> = {}) {
  const kept = new Map(Object.entries(start));
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('two people on one machine keep their own views', () => {
  const place = shelf();
  writeViews(place, 'ann', 'registers.person', [{ name: 'mine', view: 'division=1' }]);
  expect(readViews(place, 'ann', 'registers.person')).toEqual([{ name: 'mine', view: 'division=1' }]);
  expect(readViews(place, 'bo', 'registers.person')).toEqual([]);
});

test('the last view forgotten leaves nothing behind', () => {
  const place = shelf();
  writeViews(place, 'ann', 'list', [{ name: 'due', view: 'a=2' }]);
  writeViews(place, 'ann', 'list', []);
  expect(place.kept.size).toBe(0);
});

test('a spoiled shelf counts as empty', () => {
  expect(readViews(shelf({ 'yaojiang.views.ann.list': '{oops' }), 'ann', 'list')).toEqual([]);
  expect(readViews(shelf({ 'yaojiang.views.ann.list': '[1,{"name":"a"}]' }), 'ann', 'list')).toEqual([]);
});

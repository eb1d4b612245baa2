import { expect, test } from 'vitest';
import { readViews, withoutView, withView, writeViews } from './view-store.ts';

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
  writeViews(place, 'ann', 'registers.person', withView([], { name: 'mine', view: 'division=1' }));
  expect(readViews(place, 'ann', 'registers.person')).toEqual([{ name: 'mine', view: 'division=1' }]);
  expect(readViews(place, 'bo', 'registers.person')).toEqual([]);
});

test('saving under the same name replaces, forgetting the last one leaves nothing behind', () => {
  const place = shelf();
  const once = withView([], { name: 'due', view: 'a=1' });
  const twice = withView(once, { name: 'due', view: 'a=2' });
  expect(twice).toEqual([{ name: 'due', view: 'a=2' }]);
  writeViews(place, 'ann', 'list', withoutView(twice, 'due'));
  expect(place.kept.size).toBe(0);
});

test('a spoiled shelf counts as empty', () => {
  expect(readViews(shelf({ 'yaojiang.views.ann.list': '{oops' }), 'ann', 'list')).toEqual([]);
  expect(readViews(shelf({ 'yaojiang.views.ann.list': '[1,{"name":"a"}]' }), 'ann', 'list')).toEqual([]);
});

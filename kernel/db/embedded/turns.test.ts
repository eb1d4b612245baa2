import { expect, test } from 'vitest';
import { inBackground, inForeground } from '../background.ts';
import { Turns } from './turns.ts';

/** Asks in this order while somebody has the turn, then lets each have it and pass it on. */
async function order(asked: readonly ('person' | 'work')[]): Promise<string[]> {
  const turns = new Turns();
  await turns.take();
  const had: string[] = [];
  const all = asked.map(async (who, index) => {
    await (who === 'work' ? inBackground(() => turns.take()) : turns.take());
    had.push(`${who}-${index}`);
    turns.next();
  });
  turns.next();
  await Promise.all(all);
  return had;
}

test('people come before background work, each in the order of asking', async () => {
  expect(await order(['work', 'person', 'work', 'person'])).toEqual([
    'person-1',
    'person-3',
    'work-0',
    'work-2',
  ]);
});

test('background work has its turn however many people ask', async () => {
  const had = await order(['work', 'work', ...Array.from({ length: 120 }, () => 'person' as const)]);
  expect(had.indexOf('work-0')).toBe(49);
  expect(had.indexOf('work-1')).toBe(100);
  expect(had).toHaveLength(122);
});

test('what background work began for people too is theirs; a free turn is taken at once', async () => {
  const turns = new Turns();
  await inBackground(() => turns.take());
  const had: string[] = [];
  const work = inBackground(() => turns.take()).then(() => had.push('work'));
  const entry = inBackground(() => inForeground(() => turns.take())).then(() => had.push('entry'));
  turns.next();
  await entry;
  turns.next();
  await work;
  turns.next();
  await turns.take();
  expect(had).toEqual(['entry', 'work']);
});

test('the next statement of a page still passes background work that waits', async () => {
  const turns = new Turns();
  await turns.take();
  const had: string[] = [];
  const work = inBackground(() => turns.take()).then(() => had.push('work'));
  turns.next();
  await Promise.resolve();
  await turns.take();
  had.push('person');
  turns.next();
  await work;
  expect(had).toEqual(['person', 'work']);
});

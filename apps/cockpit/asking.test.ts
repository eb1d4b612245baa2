import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askBoard } from './asking.ts';

/** A platform of three addresses: who is in, and the two boards. */
let isIn = true;
let asked: string[] = [];

const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const answer = (path: string): Response => {
  if (path.endsWith('/session'))
    return json(200, { actor: isIn ? { name: 'leader', permissions: ['indicators:read'] } : null });
  if (path.endsWith('/public-board')) return json(200, { seen: 'public' });
  return isIn ? json(200, { seen: 'whole' }) : json(401, { status: 401, code: 'identity.sign-in' });
};

beforeEach(() => {
  vi.useFakeTimers();
  [isIn, asked] = [true, []];
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path.slice(path.lastIndexOf('/') + 1));
    return answer(path);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const opened = () => {
  const ask = askBoard(undefined);
  return () => ask(new AbortController().signal);
};

test('who looks is asked once a minute, the board each time', async () => {
  const ask = opened();
  await ask();
  await ask();
  expect(asked).toEqual(['session', 'board', 'board']);
  vi.advanceTimersByTime(61_000);
  await ask();
  expect(asked.slice(3)).toEqual(['session', 'board']);
});

test('who is in no longer sees what anybody may, at once', async () => {
  const ask = opened();
  expect(await ask()).toMatchObject({ board: { seen: 'whole' }, reader: { name: 'leader' } });
  isIn = false;
  expect(await ask()).toEqual({ board: { seen: 'public' }, reader: null });
  expect(asked).toEqual(['session', 'board', 'board', 'session', 'public-board']);
});

test('what fails for another reason is not asked twice', async () => {
  const ask = opened();
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path);
    return json(503, { status: 503, code: 'store.busy' });
  });
  await expect(ask()).rejects.toThrow('store.busy');
  expect(asked).toHaveLength(1);
});

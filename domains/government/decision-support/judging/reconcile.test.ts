import { expect, test } from 'vitest';
import type { Level } from './detectors.ts';
import type { Episode } from './episodes.ts';
import { better, placesWithin, scoreOf, widened } from './learn.ts';
import { reconcile, type Standing } from './reconcile.ts';

const episode = (begins: string, last: string, level: Level = 'blue'): Episode => ({
  begins: `${begins}-01`,
  last: `${last}-01`,
  level,
  over: null,
  points: [],
});
const standing = (id: string, begins: string, last: string, more: Partial<Standing> = {}): Standing => ({
  id,
  begins: `${begins}-01`,
  last: `${last}-01`,
  level: 'blue',
  supported: more.level ?? 'blue',
  unclear: false,
  open: more.withdrawn !== true,
  withdrawn: false,
  groundless: false,
  sameRule: true,
  ...more,
});
const run = (warnings: readonly Standing[], episodes: readonly Episode[], from = '2026-01-01') =>
  reconcile(warnings, episodes, from).map((change) =>
    [
      change.what,
      'id' in change ? change.id : change.episode.begins.slice(0, 7),
      change.what === 'follow' && change.higher ? 'higher' : '',
      change.what === 'withdraw' && change.into !== null ? `into ${change.into}` : '',
    ]
      .filter(Boolean)
      .join(' '),
  );

test('what touches a warning is that warning, however it grows', () => {
  expect(run([], [episode('2026-03', '2026-03')])).toEqual(['raise 2026-03']);
  const known = [standing('a', '2026-03', '2026-03')];
  expect(run(known, [episode('2026-03', '2026-03')])).toEqual(['follow a']);
  expect(run(known, [episode('2026-02', '2026-05', 'red')])).toEqual(['follow a higher']);
  expect(run(known, [episode('2026-05', '2026-05')])).toEqual(['raise 2026-05', 'withdraw a']);
});

test('a revision takes away, gives back, and joins', () => {
  const known = [standing('a', '2026-03', '2026-03'), standing('b', '2026-05', '2026-05')];
  expect(run(known, [])).toEqual(['withdraw a', 'withdraw b']);
  expect(run(known, [episode('2026-03', '2026-05')])).toEqual(['follow a', 'withdraw b into a']);
  const gone = [standing('a', '2026-03', '2026-03', { withdrawn: true })];
  expect(run(gone, [])).toEqual([]);
  expect(run(gone, [episode('2026-03', '2026-03')])).toEqual(['restore a']);
});

test('joined with one that people have closed, the one that they work on goes on', () => {
  const closed = standing('a', '2026-01', '2026-01', { open: false });
  const open = standing('b', '2026-03', '2026-03');
  const joined = [episode('2026-01', '2026-03')];
  expect(run([closed, open], joined)).toEqual(['follow b', 'withdraw a into b']);
  // Closed as well, it is still the one: the two do not take turns.
  const grown = standing('b', '2026-01', '2026-03', { open: false });
  expect(run([{ ...closed, groundless: true }, grown], joined)).toEqual(['follow b', 'withdraw a into b']);
});

test('what people closed under another rule is not said to be joined by a revision', () => {
  const closed = standing('a', '2026-01', '2026-01', { open: false, sameRule: false });
  const open = standing('b', '2026-03', '2026-03', { sameRule: false });
  expect(run([closed, open], [episode('2026-01', '2026-03')])).toEqual(['follow b']);
});

test('what is not known is not said to be gone', () => {
  expect(run([standing('a', '2026-03', '2026-03', { unclear: true })], [])).toEqual([]);
});

test('revised down it has the level that its values support, and the next rise is told', () => {
  const levelOf = (warning: Standing, level: Level) => {
    const [change] = reconcile([warning], [episode('2026-03', '2026-04', level)], '2026-01-01');
    return change?.what === 'follow' ? [change.level, change.higher] : [];
  };
  const closed = standing('a', '2026-03', '2026-03', { level: 'red', open: false });
  // At the level that it was closed with nothing is new; once that was revised down, red is.
  expect(levelOf(closed, 'red')).toEqual(['red', false]);
  expect(levelOf({ ...closed, supported: 'blue' }, 'blue')).toEqual(['blue', false]);
  expect(levelOf({ ...closed, supported: 'blue' }, 'red')).toEqual(['red', true]);
  expect(levelOf({ ...closed, open: true, supported: 'blue' }, 'yellow')).toEqual(['yellow', false]);
});

test('what another rule raised, and what is older than what was judged, is left alone', () => {
  expect(run([standing('a', '2026-03', '2026-03', { sameRule: false })], [])).toEqual([]);
  expect(run([standing('a', '2025-03', '2026-01')], [])).toEqual([]);
});

const warned = (verdict: string, begins: string) => ({
  placeKey: '{}',
  begins: `${begins}-01`,
  last: `${begins}-01`,
  verdict,
});
const at = (begins: string) => ({ placeKey: '{}', begins: `${begins}-01`, last: `${begins}-01` });

test('a detector is scored by what people found', () => {
  const experience = {
    judged: [warned('false', '2026-01'), warned('false', '2026-02'), warned('true', '2026-03')],
    missed: [{ placeKey: '{}', start: '2026-06-01' }],
  };
  const present = scoreOf(['2026-01', '2026-02', '2026-03', '2026-04'].map(at), experience);
  expect(present).toEqual({ raised: 4, right: 1, wrong: 2, found: 0, unknown: 1 });
  const detector = { kind: 'limits', direction: 'above', levels: { blue: 10 }, times: 1, of: 1 } as const;
  const wider = { detector: widened(detector, 1, 4), score: scoreOf(['2026-03'].map(at), experience) };
  const blind = { detector: widened(detector, 4, 4), score: scoreOf([], experience) };
  expect(better(present, [blind, wider], experience)).toBe(wider);
  expect(wider.detector).toMatchObject({ levels: { blue: 14 } });
  // Of two judgements nothing is learnt.
  expect(better(present, [wider], { judged: experience.judged.slice(0, 2), missed: [] })).toBeUndefined();
});

test('the work of one request is bounded: of forecasts by far fewer places than of limits', () => {
  const levels = { blue: 0.9, yellow: 0.95, orange: 0.99, red: 0.999 };
  const ahead = { kind: 'forecast', side: 'both', levels, history: 48, calm: 2 } as const;
  expect([placesWithin(ahead, 24), placesWithin(ahead, 120), placesWithin(ahead, 100_000)]).toEqual([
    62, 12, 1,
  ]);
  const fixed = { kind: 'limits', direction: 'above', levels, times: 1, of: 1 } as const;
  expect(placesWithin(fixed, 120)).toBe(1250);
});

import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import {
  accuracyOf,
  calibrationOf,
  curveOf,
  goesOn,
  logRank,
  meanRemaining,
  medianRemaining,
  stepAt,
  type Curve,
  type Foretold,
  type Life,
} from './index.ts';

// Weeks in remission of E. A. Freireich et al., Blood 21 (1963), as in every textbook (E. A. Gehan 1965): 6-mercaptopurine and
// placebo. Figures of peers: lifelines 0.30.3, scikit-survival 0.28.0, on the same values.
const lives = (text: string): Life[] =>
  text.split(' ').map((word) => ({ time: Number.parseInt(word, 10), ended: !word.endsWith('+') }));
const drug = lives('6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+');
const placebo = lives('1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23');

const survivals = (of: readonly Life[]) => curveOf(of).steps.map(({ time, survival }) => [time, survival]);

test('the curve of 6-MP is the one of the textbooks', () => {
  const curve = curveOf(drug);
  expect(curve.steps.map(({ time, atRisk, ended }) => [time, atRisk, ended])).toEqual([
    [6, 21, 3],
    [7, 17, 1],
    [10, 15, 1],
    [13, 12, 1],
    [16, 11, 1],
    [22, 7, 1],
    [23, 6, 1],
  ]);
  const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
  expect(survivals(drug).map(([, value = 0]) => Number(value.toFixed(3)))).toEqual(published);
  // Greenwood: standard error 0.0764 at 6, 0.1346 at 23 weeks.
  const error = (time: number) => {
    const { survival = 0, spread = 0 } = stepAt(curve, time) ?? {};
    return survival * Math.sqrt(spread);
  };
  expect([error(6), error(23)].map((value) => value.toFixed(4))).toEqual(['0.0764', '0.1346']);
  expect([curve.count, curve.ended, curve.longest]).toEqual([21, 9, 35]);
});

test('its bounds, median and mean are those of lifelines', () => {
  const curve = curveOf(drug);
  const bounds = [6, 10, 23].map((time) => goesOn(curve, 0, time));
  const peers = [
    { value: 6 / 7, lower: 0.619717955266, upper: 0.951551747647 },
    { value: 0.752941176471, lower: 0.5031995108, upper: 0.889361835169 },
    { value: 0.448179271709, lower: 0.188052005959, upper: 0.680142628495 },
  ];
  for (const [at, { value, lower, upper }] of peers.entries()) {
    expect(bounds[at]?.value).toBeCloseTo(value, 11);
    expect(bounds[at]?.lower).toBeCloseTo(lower, 8);
    expect(bounds[at]?.upper).toBeCloseTo(upper, 8);
  }
  expect(medianRemaining(curve)).toBe(23);
  expect(meanRemaining(curve, 0, 30)).toBeCloseTo(21.04649859943977, 11);
});

test('what was watched late counts from when it was', () => {
  const entries = [0, 2, 0, 3, 5, 1, 0, 8, 4, 0, 10, 0, 12, 0, 3, 15, 0, 20, 0, 9, 0];
  const curve = curveOf(drug.map((life, at) => ({ ...life, entry: entries[at] ?? 0 })));
  const peers = { 6: 0.8, 7: 0.727272727273, 10: 0.661157024793, 13: 0.595041322314, 23: 0.382526564345 };
  for (const [time, value] of Object.entries(peers))
    expect(stepAt(curve, Number(time))?.survival).toBeCloseTo(value, 11);
  const at = goesOn(curve, 0, 16);
  expect(at?.lower).toBeCloseTo(0.266670545115, 8);
  expect(at?.upper).toBeCloseTo(0.744493419062, 8);
  // What ended as it entered was never watched.
  expect(survivals([...drug, { time: 6, ended: true, entry: 6 }])).toEqual(survivals(drug));
});

test('an age is no beginning: the chance to go on is told from there', () => {
  const curve = curveOf(drug);
  expect(goesOn(curve, 10, 23)?.value).toBeCloseTo(0.448179271709 / 0.752941176471, 10);
  // Only those that got to 10 are behind it: the curve of the rest by itself.
  const rest = curveOf(drug.filter(({ time }) => time > 10).map((life) => ({ ...life, entry: 10 })));
  expect(goesOn(curve, 10, 23)?.lower).toBeCloseTo(goesOn(rest, 0, 23)?.lower ?? 0, 12);
  expect(medianRemaining(curve, 22)).toBeNull();
  expect(meanRemaining(curve, 20, 22)).toBe(2);
  // Nobody was watched past 35, and all of the placebo had ended by 23.
  expect([goesOn(curve, 10, 36), goesOn(curve, 36, 40), meanRemaining(curve, 0, 40)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const ended = curveOf(placebo);
  expect(goesOn(ended, 20, 40)).toMatchObject({ value: 0, lower: 0 });
  expect(goesOn(ended, 23, 24)).toBeUndefined();
  expect(meanRemaining(ended, 0, 100)).toBeCloseTo(182 / 21, 12);
});

test('none or all of a few is no certainty', () => {
  const few = curveOf(lives('5 5 9+'));
  expect(goesOn(few, 0, 3)).toEqual({ value: 1, lower: expect.closeTo(0.025 ** (1 / 3), 12), upper: 1 });
  const all = goesOn(curveOf(lives('5 5')), 0, 6);
  expect([all?.value, all?.upper.toFixed(4)]).toEqual([0, (1 - 0.025 ** (1 / 2)).toFixed(4)]);
  expect([goesOn(curveOf([]), 0, 1), medianRemaining(curveOf([]))]).toEqual([undefined, undefined]);
});

test('groups differ as lifelines says', () => {
  const two = logRank([drug, placebo]);
  expect(two?.statistic).toBeCloseTo(16.792940989216547, 9);
  expect(two?.chance).toBeCloseTo(4.168809109334511e-5, 12);
  const all = [
    ...drug.map((life, at) => [life, at % 3] as const),
    ...placebo.map((life, at) => [life, (at * 2) % 3] as const),
  ];
  const three = logRank([0, 1, 2].map((group) => all.filter(([, of]) => of === group).map(([life]) => life)));
  expect(three?.statistic).toBeCloseTo(0.5694239360918317, 9);
  expect([three?.free, three?.chance.toFixed(9)]).toEqual([2, '0.752230890']);
  expect(logRank([drug])).toBeUndefined();
  expect(logRank([drug, []])).toBeUndefined();
});

test('few are drawn towards many, many are themselves', () => {
  const whole = curveOf([...drug, ...placebo]);
  const at12 = (curve: Curve) => goesOn(curve, 0, 12)?.value ?? -1;
  const drawn = (of: readonly Life[], weight: number) => curveOf(of, { towards: whole, weight });
  expect(at12(drawn([], 20))).toBeCloseTo(at12(whole), 10);
  expect(at12(drawn(drug, 0))).toBeCloseTo(at12(curveOf(drug)), 10);
  expect(at12(drawn(drug, 21))).toBeGreaterThan(at12(whole));
  expect(at12(drawn(drug, 21))).toBeLessThan(at12(curveOf(drug)));
  // Told at the others' times, at which none of its own ended.
  expect(goesOn(drawn(drug, 0), 0, 5)).toMatchObject({
    value: 1,
    lower: expect.closeTo(0.025 ** (1 / 21), 12),
  });
  // At 6 weeks: 3 of 21 of its own, 21 of the others of whose 33 three ended.
  const { ended = 0, atRisk = 1 } = drawn(drug, 21).steps.find(({ time }) => time === 6) ?? {};
  expect(ended / atRisk).toBeCloseTo((3 + (21 * 3) / 33) / 42, 12);
});

test('the Brier score is that of scikit-survival', () => {
  // What was lost from sight half a week later: of ends and losses at one time peers have each their own order.
  const foretold = (until: number): Foretold[] =>
    drug.map(({ time, ended }, at) => {
      const last = ended ? time : time + 0.5;
      return { age: 0, until, chance: 0.05 * at, time: last, ended };
    });
  expect(accuracyOf(foretold(10.7))?.brier).toBeCloseTo(0.10157002801120447, 10);
  expect(accuracyOf(foretold(22.5))?.brier).toBeCloseTo(0.09209103641456583, 10);
  // Without anything lost from sight: mean squares.
  const plain = placebo.map(({ time }) => ({ age: 0, until: 10, chance: 0.25, time, ended: true }));
  expect(accuracyOf(plain)).toEqual({
    count: 21,
    brier: expect.closeTo((13 * 0.0625 + 8 * 0.5625) / 21, 12),
    base: expect.closeTo((8 / 21) * (13 / 21), 12),
    share: expect.closeTo(8 / 21, 12),
  });
  expect(accuracyOf([{ age: 0, until: 5, chance: 0.5, time: 1, ended: false }])).toBeUndefined();
});

test('of the truth, foretold and seen agree in every tenth, however much is lost from sight', () => {
  const next = chance(6);
  const foretold = Array.from({ length: 20_000 }, (): Foretold => {
    const rate = 0.2 + 2 * next();
    const age = next();
    const until = age + 1;
    const end = age - Math.log(1 - next()) / rate;
    const lost = age + 3 * next();
    return { age, until, chance: Math.exp(-rate), time: Math.min(end, lost), ended: end <= lost };
  });
  const tenths = calibrationOf(foretold);
  expect(tenths).toHaveLength(10);
  for (const each of tenths) expect(Math.abs(each.foretold - each.seen)).toBeLessThan(0.035);
  expect(tenths.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  const { brier = 1, base = 0 } = accuracyOf(foretold) ?? {};
  expect(brier).toBeLessThan(base);
  // Equal chances are one part.
  expect(calibrationOf(foretold.map((each) => ({ ...each, chance: 0.3 })))).toHaveLength(1);
});

test('an interval of 95 % holds the truth about as often', () => {
  const next = chance(41);
  let held = 0;
  for (let run = 0; run < 400; run += 1) {
    const drawn = Array.from({ length: 60 }, (): Life => {
      const [end, lost] = [-Math.log(1 - next()), 3 * next()];
      return { time: Math.min(end, lost), ended: end <= lost };
    });
    const said = goesOn(curveOf(drawn), 0.3, 1);
    if (said && said.lower <= Math.exp(-0.7) && Math.exp(-0.7) <= said.upper) held += 1;
  }
  expect(held / 400).toBeGreaterThan(0.92);
  expect(held / 400).toBeLessThan(0.98);
});

test('times that are none are refused', () => {
  for (const life of [
    { time: -1 },
    { time: Number.NaN },
    { time: Infinity },
    { time: 1, entry: 2 },
    { time: 1, entry: -1 },
  ])
    expect(() => curveOf([{ ended: true, ...life }])).toThrow(RangeError);
});

import { expect } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import type { ProblemBody } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { createAccount, identityModule } from '#platform/base/identity';
import { indicatorsModule } from '#platform/sense/indicators';
import { openTestCity, type Asker, type TestCity } from '#testing';
import type { GridBlock, ShownBlock, ShownReport } from '../contract.ts';
import { reportsModule } from '../index.ts';
import { counterModule, Visit } from './counter.ts';

const text = (zh: string, en: string) => ({ zh, en });
const came = { record: 'test-counter.visit', aggregate: 'count', time: 'cameOn' };
const dimensions = [
  { name: 'counter', title: text('窗口', 'Counter'), field: 'counter' },
  { name: 'matter', title: text('事项', 'Matter'), field: 'matter' },
  { name: 'town', title: text('镇街', 'Town'), field: 'division', level: 'town' },
];

/** The unit that composes and publishes, and one that has nothing to do with it. */
export const [unit, neighbour] = ['330281-scjg', '330281-wsj'];
const base = {
  definition: text('口径', 'definition'),
  grain: 'month',
  dimensions,
  direction: 'less',
  owner: unit,
};
const measures = [
  { ...base, code: 'visits', title: text('来访', 'Visits'), unit: text('人次', 'visits'), numerator: came },
  {
    ...base,
    code: 'visits-late',
    title: text('久等率', 'Share waiting long'),
    unit: text('%', '%'),
    numerator: { ...came, where: [{ field: 'late', in: [true] }] },
    denominator: came,
    factor: 100,
  },
  {
    ...base,
    code: 'visits-shy',
    title: text('来访（保密）', 'Visits, protected'),
    unit: text('人次', 'visits'),
    numerator: came,
    dimensions: dimensions.slice(0, 2),
    secrecy: { least: 5 },
  },
];

export const report = {
  code: 'counter-month',
  title: text('窗口月报', 'The counter by month'),
  owner: unit,
  audience: 'government',
  grain: 'month',
  parameters: [{ name: 'counter', title: text('窗口', 'Counter'), measure: 'visits', dimension: 'counter' }],
  blocks: [
    {
      kind: 'text',
      body: text('## {period} 概况\n\n- 窗口：{counter}', '## In {period}\n\n- Counter: {counter}'),
    },
    { kind: 'figure', measure: 'visits', where: { counter: '$counter' }, compare: ['before', 'yearBefore'] },
    {
      kind: 'table',
      measures: [{ measure: 'visits' }, { measure: 'visits-late' }],
      periods: 3,
      compare: ['before'],
    },
    { kind: 'pivot', measure: 'visits-late', rows: 'counter', columns: 'matter' },
    { kind: 'chart', draw: 'line', measures: [{ measure: 'visits' }], by: 'counter', periods: 6 },
    { kind: 'map', measure: 'visits', by: 'town' },
    { kind: 'pivot', measure: 'visits-shy', rows: 'counter', columns: 'matter' },
  ],
};

interface Coming {
  readonly counter?: string;
  readonly matter?: string;
  readonly late?: number;
  readonly source?: string;
}

/** A city with a counter, a unit that composes reports of it, and readers of several kinds. */
export class Composing {
  readonly clock;
  readonly city: TestCity;
  /** Defines measures; sees every row. */
  readonly office: Asker;
  /** Composes and publishes for the unit; sees figures and no rows. */
  readonly composer: Asker;
  /** Composes and may not publish. */
  readonly clerk: Asker;
  readonly reader: Asker;
  #written = 0;

  private constructor(city: TestCity, clock: ReturnType<typeof fixedClock>) {
    this.city = city;
    this.clock = clock;
    const own = { 'indicators:read': 'city', 'reports:read': 'department' } as const;
    this.office = city.as({
      id: 'office',
      grants: { ...own, 'indicators:define': 'city', 'test-counter:read': 'city', 'reports:read': 'city' },
    });
    this.composer = city.as({
      id: 'composer',
      organisation: unit,
      grants: { ...own, 'reports:compose': 'department', 'reports:publish': 'department' },
    });
    this.clerk = city.as({
      id: 'clerk',
      organisation: unit,
      grants: { ...own, 'reports:compose': 'department' },
    });
    this.reader = city.as({ id: 'reader', organisation: neighbour, grants: own });
  }

  static async open(now: string): Promise<Composing> {
    const clock = fixedClock(now);
    const modules = [identityModule, indicatorsModule, counterModule, reportsModule];
    const composing = new Composing(await openTestCity({ modules, clock }), clock);
    for (const measure of measures) {
      const saved = await composing.office.put(`/api/indicators/measures/${measure.code}`, measure);
      expect(saved.statusCode, saved.body).toBe(200);
    }
    return composing;
  }

  /** So many people of a month. */
  async come(month: string, count: number, more: Coming = {}): Promise<void> {
    const { counter = 'north', matter = 'house', late = 0, source = 'batch:1' } = more;
    const context = this.city.platform.contextFor(system);
    const rows = Array.from({ length: count }, (_, index) => ({
      id: `v${(this.#written += 1)}`,
      counter,
      matter,
      division: counter === 'north' ? '330281001001' : '330281002001',
      cameOn: `${month}-10`,
      late: index < late,
    }));
    await context.transaction((tx) => writeRows(context, tx, Visit, rows, { source }));
  }

  /** Somebody with a post in a unit, whom notices reach. */
  async colleague(organisation: string): Promise<Asker> {
    const setup = this.city.as({ id: 'setup', grants: { '*': 'city' } }).context();
    const posts = [{ code: 'fang.post', organisation, role: 'data-clerk' }];
    const who = { account: 'fang', name: '方试验', kind: 'official', password: 'Yuyao-Bridge-8' } as const;
    const id = await setup.transaction((tx) => createAccount(setup, tx, { ...who, posts, simulated: true }));
    const grants = {
      'notifications:own': 'own',
      'reports:read': 'department',
      'indicators:read': 'city',
    } as const;
    return this.city.as({ id, organisation, grants });
  }

  save(definition: object, revision: number | null = null, by = this.composer) {
    const { code } = definition as { code: string };
    return by.put(`/api/reports/drafts/${code}/definition`, { definition, revision });
  }

  /** Saved and published. */
  async publish(definition: object, revision: number | null = null): Promise<number> {
    const saved = await this.save(definition, revision);
    expect(saved.statusCode, saved.body).toBe(200);
    const { code, revision: kept } = saved.json<{ code: string; revision: number }>();
    const published = await this.composer.post(`/api/reports/drafts/${code}/publish`, { revision: kept });
    expect(published.statusCode, published.body).toBe(200);
    return kept;
  }

  async shown(code: string, query = '', by = this.reader): Promise<ShownReport> {
    const answer = await by.get(`/api/reports/reports/${code}/shown?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<ShownReport>();
  }

  /** Waits until what was written is counted. */
  async counted(month: string, value: number): Promise<void> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found: (number | null | undefined)[] = [];
      for (const { code } of measures.filter((each) => each.code !== 'visits-late')) {
        const answer = await this.office.get(
          `/api/indicators/measures/${code}/series?from=${month}&to=${month}`,
        );
        const { lines } = answer.json<{ lines: { points: { value: number | null }[] }[] }>();
        found.push(lines[0]?.points[0]?.value);
      }
      if (found.every((each) => each === value)) return;
      if (Date.now() > deadline) throw new Error(`${month} stays ${JSON.stringify(found)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The block of figures at a place. */
export function gridAt(blocks: readonly ShownBlock[], index: number): GridBlock {
  const block = blocks[index];
  if (block?.kind !== 'grid') throw new Error(`block ${index} is ${JSON.stringify(block)}`);
  return block.grid;
}

/** Its figures, row by row: what is hidden as `hidden`. */
export const figuresOf = (grid: GridBlock) =>
  Object.fromEntries(
    grid.rows.map(({ key, cells }) => [
      key,
      cells.map(({ state, value }) => (state === 'hidden' ? 'hidden' : value)),
    ]),
  );

export const codeOf = async (asked: Promise<{ statusCode: number; json: <T>() => T }>) => {
  const answer = await asked;
  return [answer.statusCode, answer.json<Partial<ProblemBody>>().code];
};

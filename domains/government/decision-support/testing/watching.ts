import { expect } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { indicatorsModule } from '#platform/sense/indicators';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { decisionSupportModule } from '../index.ts';
import { deskModule, Request } from './desk.ts';

const text = (zh: string, en: string) => ({ zh, en });
const asked = { record: 'test-desk.request', aggregate: 'count', time: 'askedOn' };
const desk = { name: 'desk', title: text('窗口', 'Desk'), field: 'desk' };

/** The owner of the rules, of the data, and one who has nothing to do with either. */
export const [owner, dataOwner, neighbour] = ['330281-scjg', '330281-jxj', '330281-wsj'];

const base = {
  definition: text('口径', 'definition'),
  grain: 'month',
  dimensions: [desk],
  direction: 'less',
  owner: dataOwner,
};
export const requests = {
  ...base,
  code: 'requests',
  title: text('申请', 'Requests'),
  unit: text('件', 'requests'),
  numerator: asked,
};
const lateShare = {
  ...base,
  code: 'requests-late',
  title: text('逾期率', 'Share late'),
  unit: text('%', '%'),
  numerator: { ...asked, where: [{ field: 'late', in: [true] }] },
  denominator: asked,
  factor: 100,
};

export const limits = {
  code: 'many-requests',
  title: text('申请过多', 'Many requests'),
  measure: 'requests',
  by: 'desk',
  owner,
  since: '2026-01-01',
  detector: {
    kind: 'limits',
    direction: 'above',
    levels: { blue: 10, yellow: 20, red: 40 },
    clear: 6,
  },
};

export interface WarningRow {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** A city with a desk whose requests are counted and watched. */
export class Watch {
  readonly clock;
  readonly city: TestCity;
  /** Defines measures and rules and sees everything. */
  readonly office: Asker;
  /** The owner's people, the data's owner's, and others'. */
  readonly worker: Asker;
  readonly keeper: Asker;
  readonly other: Asker;
  #written = 0;

  private constructor(city: TestCity, clock: ReturnType<typeof fixedClock>) {
    this.city = city;
    this.clock = clock;
    const all = {
      'decision-support:read': 'city',
      'decision-support:define': 'city',
      'jobs:own': 'own',
    } as const;
    this.office = city.as({
      id: 'office',
      grants: { ...all, 'indicators:read': 'city', 'indicators:define': 'city', 'test-desk:read': 'city' },
    });
    const own = {
      'decision-support:read': 'department',
      'decision-support:work': 'department',
      'tasks:own': 'department',
      'indicators:read': 'city',
    } as const;
    this.worker = city.as({ id: 'worker', organisation: owner, grants: own });
    this.keeper = city.as({ id: 'keeper', organisation: dataOwner, grants: own });
    this.other = city.as({ id: 'other', organisation: neighbour, grants: own });
  }

  static async open(now: string): Promise<Watch> {
    const clock = fixedClock(now);
    const modules = [indicatorsModule, deskModule, decisionSupportModule];
    const watch = new Watch(await openTestCity({ modules, clock }), clock);
    for (const measure of [requests, lateShare]) {
      const saved = await watch.office.put(`/api/indicators/measures/${measure.code}`, measure);
      expect(saved.statusCode, saved.body).toBe(200);
    }
    return watch;
  }

  /** So many requests of a month and a desk. */
  async ask(
    month: string,
    count: number,
    {
      desk: at = 'north',
      late = 0,
      source = 'batch:1',
      simulated = false,
    }: { desk?: string; late?: number; source?: string; simulated?: boolean } = {},
  ): Promise<string[]> {
    const context = this.city.platform.contextFor(system);
    const rows = Array.from({ length: count }, (_, index) => ({
      id: `r${(this.#written += 1)}`,
      desk: at,
      askedOn: `${month}-10`,
      late: index < late,
    }));
    await context.transaction((tx) => writeRows(context, tx, Request, rows, { source, simulated }));
    return rows.map(({ id }) => id);
  }

  /** What was counted twice, or by mistake, is moved to where it belongs. */
  async move(ids: readonly string[], month: string, source: string): Promise<void> {
    const context = this.city.platform.contextFor(system);
    const rows = ids.map((id) => ({ id, askedOn: `${month}-10` }));
    await context.transaction((tx) => writeRows(context, tx, Request, rows, { source }));
  }

  async define(rule: object, simulated = false): Promise<void> {
    const { code } = rule as { code: string };
    const saved = await this.office.put(`/api/decision-support/rules/${code}`, { rule, simulated });
    expect(saved.statusCode, saved.body).toBe(200);
  }

  async warnings(query = '', by = this.office): Promise<WarningRow[]> {
    const answer = await by.get(`/api/decision-support/warnings?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<{ items: WarningRow[] }>().items;
  }

  async warning(id: string, by = this.office): Promise<WarningRow> {
    const answer = await by.get(`/api/decision-support/warnings/${id}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<WarningRow>();
  }

  /** What is asked, as soon as it is so. */
  async until<T>(ask: () => Promise<T>, so: (found: T) => boolean): Promise<T> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found = await ask();
      if (so(found)) return found;
      if (Date.now() > deadline) throw new Error(`it stays ${JSON.stringify(found)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The value of a month as the measure has it. */
  async counted(month: string, by = 'north'): Promise<number | null | undefined> {
    const answer = await this.office.get(
      `/api/indicators/measures/requests/series?from=${month}&to=${month}&where=desk:${by}`,
    );
    const { lines } = answer.json<{ lines: { points: { value: number | null }[] }[] }>();
    return lines[0]?.points[0]?.value;
  }
}

import { expect } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { indicatorsModule } from '#platform/sense/indicators';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { performanceModule } from '../index.ts';
import { inventedEvaluation } from '../simulate.ts';
import { Request, windowModule } from './window.ts';

const text = (zh: string, en: string) => ({ zh, en });

/** Two units that are evaluated, and the office that does it. */
export const [one, other, office] = ['330281-wsj', '330281-jxj', '330281-zfb'];

const asked = { record: 'test-window.request', aggregate: 'count', time: 'askedOn' };
const inTime = {
  code: 'answered-in-time',
  title: text('按期办结率', 'Answered in time'),
  definition: text('口径', 'definition'),
  unit: text('%', '%'),
  numerator: { ...asked, where: [{ field: 'late', in: [false] }] },
  denominator: asked,
  factor: 100,
  grain: 'month',
  dimensions: [{ name: 'unit', title: text('单位', 'Unit'), field: 'unit' }],
  direction: 'more',
  owner: '330281-jxj',
};

export const half = {
  kind: 'measure',
  code: 'in-time',
  title: text('按期办结率', 'Answered in time'),
  measure: 'answered-in-time',
  by: 'unit',
  scoring: { method: 'target', floor: 0, target: 100 },
};

/** Three quarters by a measure, one by evidence, and points for what came late. */
export const yearly = {
  code: 'yearly',
  title: text('年度考评', 'Yearly evaluation'),
  begins: '2026-01-01',
  ends: '2026-10-31',
  office,
  units: [one, other],
  weighting: { method: 'ahp', judgements: [3] },
  groups: [
    {
      code: 'work',
      title: text('履职', 'Work'),
      weighting: { method: 'given', weights: [1] },
      leaves: [half],
    },
    {
      code: 'people',
      title: text('服务', 'Service'),
      weighting: { method: 'given', weights: [5] },
      leaves: [
        {
          kind: 'evidence',
          code: 'service',
          title: text('便民服务', 'Service to people'),
          asks: text('附全年便民措施及成效', 'What was done for people in the year'),
        },
      ],
    },
  ],
  adjustments: [{ kind: 'deduction', code: 'late', title: text('迟报', 'Late reports'), most: 5 }],
};

/** A city whose units answer requests and are evaluated. */
export class Town {
  readonly clock;
  readonly city: TestCity;
  readonly office: Asker;
  readonly leader: Asker;
  #written = 0;

  private constructor(city: TestCity, clock: ReturnType<typeof fixedClock>) {
    this.city = city;
    this.clock = clock;
    this.office = city.as({
      id: 'office',
      organisation: office,
      grants: {
        'performance:read': 'city',
        'performance:manage': 'city',
        'tasks:own': 'department',
        'indicators:read': 'city',
        'indicators:define': 'city',
        'test-window:read': 'city',
      },
    });
    this.leader = city.as({
      id: 'leader',
      organisation: office,
      grants: { 'performance:read': 'city', 'indicators:read': 'city' },
    });
  }

  static async open(now: string): Promise<Town> {
    const clock = fixedClock(now);
    const modules = [indicatorsModule, windowModule, performanceModule];
    return new Town(await openTestCity({ modules, clock }), clock);
  }

  /** A city in which requests were answered that a measure counts. */
  static async measured(now: string): Promise<Town> {
    const town = await Town.open(now);
    const saved = await town.office.put('/api/indicators/measures/answered-in-time', inTime);
    expect(saved.statusCode, saved.body).toBe(200);
    await town.answer(one, '2026-09', { inTime: 9, late: 1 });
    await town.answer(other, '2026-09', { inTime: 5, late: 5 });
    await town.until('answered-in-time', one, 90);
    await town.until('answered-in-time', other, 50);
    return town;
  }

  /** Somebody of a unit. */
  worker(organisation: string): Asker {
    const grants = {
      'performance:read': 'department',
      'performance:answer': 'department',
      'documents:attach': 'own',
      'tasks:own': 'department',
    } as const;
    return this.city.as({ id: `worker-${organisation}`, organisation, grants });
  }

  /** Requests of a month that a unit answered. */
  async answer(
    unit: string,
    month: string,
    counts: { readonly inTime: number; readonly late: number },
  ): Promise<void> {
    const context = this.city.platform.contextFor(system);
    const rows = Array.from({ length: counts.inTime + counts.late }, (_, index) => ({
      id: `r${(this.#written += 1)}`,
      unit,
      askedOn: `${month}-10`,
      late: index >= counts.inTime,
    }));
    await context.transaction((tx) =>
      writeRows(context, tx, Request, rows, { source: 'batch:1', simulated: false }),
    );
  }

  /** Waits until a measure says so of a unit over the year. */
  async until(measure: string, unit: string, value: number): Promise<void> {
    const deadline = Date.now() + 20_000;
    const path = `/api/indicators/measures/${measure}/series?grain=year&from=2026&to=2026&where=unit:${unit}`;
    for (;;) {
      const answer = await this.office.get(path);
      expect(answer.statusCode, answer.body).toBe(200);
      const { lines } = answer.json<{ lines: { points: { value: number | null }[] }[] }>();
      const found = lines[0]?.points[0]?.value;
      if (found === value) return;
      if (Date.now() > deadline) throw new Error(`${measure} of ${unit} stays ${found}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What a simulated city plays. */
  async play(): Promise<void> {
    const { grants } = inventedEvaluation;
    await inventedEvaluation.play(this.city.as({ id: 'played', grants }).context(), 1);
  }

  async define(scheme: { readonly code: string }): Promise<void> {
    const saved = await this.office.put(`/api/performance/schemes/${scheme.code}`, { scheme });
    expect(saved.statusCode, saved.body).toBe(200);
  }

  async score(id: string, score: number): Promise<void> {
    const said = { score, reason: '按附表核定。' };
    const answer = await this.office.post(`/api/performance/judgements/${id}/score`, said);
    expect(answer.statusCode, answer.body).toBe(200);
  }

  async tasks(by: Asker): Promise<unknown[]> {
    return (await by.get('/api/tasks')).json<{ items: unknown[] }>().items;
  }
}

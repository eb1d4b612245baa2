import { expect } from 'vitest';
import { system } from '#kernel/actor';
import type { ProblemBody } from '#kernel/problem';
import { closeTask, openTask, pauseTask, updateTask, type TaskTerm } from '#platform/base/tasks';
import type { Asker } from '#testing';
import type { RiskCase } from '../contract.ts';
import { judgeRisks } from '../risk/job.ts';
import { neighbour, owner, Watch, type WarningRow } from './watching.ts';

const DAY = 86_400_000;
const term: TaskTerm = { unit: 'working-days', amount: 5 };
const mondays = ['2026-07-27', '2026-08-03', '2026-08-10', '2026-08-17', '2026-08-24'];
const source = (key: string) => ({ module: 'story', record: 'permit', key });

/** Rules that watch permits: those that are real, and those that are invented. */
export const rule = {
  code: 'permits-late',
  title: { zh: '许可可能逾期', en: 'Permits may be late' },
  taskKind: 'story.permit',
  owner: '330281-zfb',
  detector: { kind: 'risk', levels: { blue: 0.6, yellow: 0.68, red: 0.95 }, clear: 0.5 },
};
export const invented = {
  ...rule,
  code: 'permits-invented',
  detector: { kind: 'risk', levels: { blue: 0.5 } },
};

/** How an answer refused, or did not. */
export async function codeOf(
  asked: Promise<{ statusCode: number; json: <T>() => T }>,
): Promise<[status: number, code: string | undefined]> {
  const answer = await asked;
  return [answer.statusCode, answer.json<Partial<ProblemBody>>().code];
}

/** A city in which permits are applied for, of which some are late. */
export class Permits {
  readonly watch: Watch;
  /** Sees all, its neighbour's people, and the owner's. */
  readonly manager: Asker;
  readonly worker: Asker;
  readonly other: Asker;
  readonly #ids = new Map<string, string>();

  private constructor(watch: Watch) {
    this.watch = watch;
    const own = { 'decision-support:read': 'department', 'decision-support:work': 'department' } as const;
    this.manager = watch.city.as({
      id: 'manager',
      grants: { 'decision-support:read': 'city', 'tasks:manage': 'city', 'tasks:own': 'city' },
    });
    this.worker = watch.city.as({
      id: 'of-owner',
      organisation: owner,
      grants: { ...own, 'tasks:own': 'department' },
    });
    this.other = watch.city.as({ id: 'of-neighbour', organisation: neighbour, grants: own });
  }

  /** Five weeks of permits, and a few that are open; it is ten o'clock on Wednesday, 2 September. */
  static async open(): Promise<Permits> {
    const city = new Permits(await Watch.open('2026-07-27T02:00:00.000Z'));
    for (const monday of mondays) await city.week(monday);
    city.at('2026-08-28');
    await city.open(['friday']);
    await city.open(['beside'], { by: neighbour });
    await city.open(['rare'], { kind: 'story.rare' });
    await city.open(['invented'], { simulated: true });
    city.at('2026-09-01');
    await city.open(['new', 'stands']);
    const context = city.watch.city.platform.contextFor(system);
    const reason = { reason: '补正', basis: '行政许可法' };
    await context.transaction((tx) => pauseTask(context, tx, source('stands'), reason));
    city.at('2026-09-02');
    return city;
  }

  /** Moves the clock to ten o'clock of a day. */
  at(day: string): void {
    this.watch.clock.set(`${day}T02:00:00.000Z`);
  }

  idOf(key: string): string {
    return this.#ids.get(key) ?? '';
  }

  async open(
    keys: readonly string[],
    {
      by = owner,
      kind = 'story.permit',
      simulated = false,
    }: { readonly by?: string; readonly kind?: string; readonly simulated?: boolean } = {},
  ): Promise<void> {
    const context = this.watch.city.platform.contextFor(system);
    await context.transaction(async (tx) => {
      for (const key of keys) {
        const title = { zh: `许可 ${key}`, en: `Permit ${key}` };
        const more = { owner: by, kind, simulated, clock: term, link: '/story' };
        this.#ids.set(key, await openTask(context, tx, { title, source: source(key), ...more }));
      }
    });
  }

  async close(keys: readonly string[]): Promise<void> {
    const context = this.watch.city.platform.contextFor(system);
    const outcome = { zh: '办结', en: 'Done' };
    await context.transaction(async (tx) => {
      for (const key of keys) await closeTask(context, tx, source(key), { outcome });
    });
  }

  /** Gives a permit another date. */
  async postpone(key: string, day: string): Promise<void> {
    const context = this.watch.city.platform.contextFor(system);
    const dueAt = `${day}T15:59:59.999Z`;
    await context.transaction((tx) => updateTask(context, tx, source(key), { dueAt }));
  }

  /** A week of ten permits: six of the owner, four of them late; four of its neighbour, all in time. */
  async week(monday: string, simulated = false): Promise<void> {
    const day = (after: number) =>
      new Date(Date.parse(`${monday}T00:00:00Z`) + after * DAY).toISOString().slice(0, 10);
    const key = (at: number) => `${simulated ? 'x' : 'w'}${monday}-${at}`;
    this.at(monday);
    await this.open([0, 1, 2, 3, 4, 5].map(key), { simulated });
    await this.open([6, 7, 8, 9].map(key), { simulated, by: neighbour });
    for (const [after, closed] of [
      [1, [6]],
      [2, [0, 7]],
      [4, [1, 8, 9]],
      [8, [2, 3, 4, 5]],
    ] as const) {
      this.at(day(after));
      await this.close(closed.map(key));
    }
  }

  /** Open cases as a reader sees them. */
  async cases(who: Asker, query: string): Promise<RiskCase[]> {
    const answer = await who.get(`/api/decision-support/risk/cases?${query}`);
    return answer.json<{ items: RiskCase[] }>().items;
  }

  async warningsOf(rule: string): Promise<WarningRow[]> {
    const answer = await this.watch.office.get(`/api/decision-support/warnings?rule=${rule}`);
    return answer.json<{ items: WarningRow[] }>().items;
  }

  /** The warning of a rule about a permit. */
  async warningOf(rule: string, key: string): Promise<WarningRow> {
    const listed = await this.warningsOf(rule);
    const all = await Promise.all(listed.map(({ id }) => this.watch.warning(id)));
    const found = all.find(({ subject }) => subject === this.idOf(key));
    if (!found) throw new Error(`no warning of ${key}`);
    return found;
  }

  /** Judges all open cases now. @returns what is counted of it */
  async judge(): Promise<Record<string, number>> {
    const { office, city } = this.watch;
    const context = office.context();
    const id = await context.startJob(context.db, judgeRisks, {}, { actor: office.actor });
    const { status, outcome } = await city.finished(id);
    expect(status).toBe('done');
    return (outcome as { data: Record<string, number> }).data;
  }
}

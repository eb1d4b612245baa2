import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { openTask } from '#platform/base/tasks';
import { breachesOf, dayOf, longestGapMs, type Breach } from './rules.ts';
import { findSetting } from './settings-store.ts';
import type { Area, Rule, TrackPoint } from './shapes.ts';
import {
  findDevice,
  firstPosition,
  listUnjudged,
  markJudged,
  putBreach,
  readTrack,
  type Device,
  type Unjudged,
} from './store.ts';
import { texts } from './texts.ts';

const inChina = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16);

/** The first of a device, rule and day becomes a task; later ones only make the evidence more. */
async function tell(context: Context, device: Device, rule: Rule, breach: Breach): Promise<void> {
  const day = dayOf(breach.brokenAt);
  const key = { device: device.device, rule: rule.id, day };
  const { simulated } = device;
  await context.transaction(async (tx) => {
    const now = context.clock.now().toISOString();
    if (!(await putBreach(tx, key, breach, { simulated, now }))) return;
    const words = { label: device.label, from: inChina(breach.startedAt), to: inChina(breach.endedAt) };
    const { zh, en } = rule.title;
    await openTask(context, tx, {
      kind: 'tracks.breach',
      title: fill({ zh: `${zh}：{label} {from}–{to}`, en: `${en}: {label} {from}–{to}` }, words),
      owner: rule.owner,
      source: { module: 'tracks', record: 'breach', key: `${key.device}|${key.rule}|${day}` },
      link: `/tracks/playback?device=${encodeURIComponent(key.device)}&day=${dayOf(breach.startedAt)}&from=${breach.startedAt}&to=${breach.endedAt}`,
      simulated,
    });
  });
}

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/**
 * What came of a device a day at a time, each with a little of the next: a terminal that sends the store of a month lays no
 * month into memory. Days without positions are passed over.
 */
async function* daysOf(
  db: Db,
  { device, since, until }: Unjudged,
  around: number,
): AsyncGenerator<TrackPoint[]> {
  const to = iso(Date.parse(until) + around);
  let from: string | undefined = iso(Date.parse(since) - around);
  while ((from = await firstPosition(db, { device, from, to })) !== undefined) {
    const next = iso(Date.parse(from) + dayMs);
    const end = iso(Date.parse(next) + around);
    yield await readTrack(db, { device, from, to: end < to ? end : to });
    from = next;
  }
}

/** Judges what came of one device, with enough before and after for a run to be seen whole enough. */
async function judgeDevice(context: Context, one: Unjudged, rules: readonly Rule[], areas: readonly Area[]) {
  const device = await findDevice(context.db, one.device);
  const own = rules.filter(({ kind }) => kind === device?.kind);
  let found = 0;
  const judgeDay = async (known: Device, rule: Rule, points: readonly TrackPoint[]) => {
    const area = areas.find(({ id }) => id === rule.area);
    for (const breach of breachesOf(rule, area, points)) {
      await tell(context, known, rule, breach);
      found += 1;
    }
  };
  if (device && own.length > 0) {
    const around = Math.max(...own.map(({ forSeconds }) => forSeconds)) * 1000 + longestGapMs;
    for await (const points of daysOf(context.db, one, around))
      for (const rule of own) await judgeDay(device, rule, points);
  }
  await markJudged(context.db, one);
  return found;
}

const devicesATime = 200;

/** Judges all that came in since the last time; a late position is judged on its own day. */
export async function judgeTracks(
  context: Context,
  stop: () => void = () => undefined,
): Promise<{ devices: number; breaches: number }> {
  const { rules, areas } = await findSetting(context.db);
  let [devices, breaches, last] = [0, 0, ''];
  for (;;) {
    const some = await listUnjudged(context.db, last, devicesATime);
    for (const one of some) {
      stop();
      last = one.device;
      try {
        breaches += await judgeDevice(context, one, rules, areas);
      } catch (error) {
        // It stays to be judged; the others do not wait for it.
        context.log.error({ err: error, device: one.device }, 'tracks: a device could not be judged');
      }
    }
    devices += some.length;
    if (some.length < devicesATime) return { devices, breaches };
  }
}

export const judge = defineJob({
  name: 'tracks.judge',
  title: texts.judgeJob,
  input: z.object({}),
  attempts: 3,
  lane: () => 'tracks.judge',
  async run(_input, run, context) {
    const data = await judgeTracks(context, () => run.signal.throwIfAborted());
    return { summary: fill(texts.judged, data), data };
  },
});

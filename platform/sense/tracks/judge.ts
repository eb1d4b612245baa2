import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { fill } from '#kernel/texts';
import { openTask } from '#platform/base/tasks';
import { breachesOf, dayOf, longestGapMs, type Breach } from './rules.ts';
import { findSetting } from './settings-store.ts';
import type { Area, Rule } from './shapes.ts';
import {
  findDevice,
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

/** Judges what came of one device, with enough before and after for a run to be seen whole enough. */
async function judgeDevice(context: Context, one: Unjudged, rules: readonly Rule[], areas: readonly Area[]) {
  const device = await findDevice(context.db, one.device);
  const own = rules.filter(({ kind }) => kind === device?.kind);
  let found = 0;
  if (device && own.length > 0) {
    const around = Math.max(...own.map(({ forSeconds }) => forSeconds)) * 1000 + longestGapMs;
    const from = new Date(Date.parse(one.since) - around).toISOString();
    const to = new Date(Date.parse(one.until) + around).toISOString();
    const points = await readTrack(context.db, { device: one.device, from, to });
    for (const rule of own) {
      const area = areas.find(({ id }) => id === rule.area);
      for (const breach of breachesOf(rule, area, points)) {
        await tell(context, device, rule, breach);
        found += 1;
      }
    }
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
  let [devices, breaches] = [0, 0];
  for (;;) {
    const some = await listUnjudged(context.db, devicesATime);
    for (const one of some) {
      stop();
      breaches += await judgeDevice(context, one, rules, areas);
    }
    devices += some.length;
    // What comes in while one judges is for the next time: this one ends.
    if (some.length < devicesATime || devices > 100 * devicesATime) return { devices, breaches };
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

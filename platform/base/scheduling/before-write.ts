import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { RecordMount } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { system } from '#kernel/actor';
import { planJob } from './jobs.ts';
import { quotasOf, sumOf } from './rules.ts';
import { findDutyClash, findResource } from './slot-store.ts';
import { texts } from './texts.ts';

type Incoming = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A row belongs to the institution of its resource, whatever a file says. */
async function ofResource(incoming: Incoming, db: Db): Promise<Incoming> {
  const code = textOf(incoming['resource']);
  if (code === undefined) return incoming;
  const resource = await findResource(db, code);
  if (!resource) throw new Problem(422, 'scheduling.no-resource', fill(texts.noResource, { resource: code }));
  return { ...incoming, organisation: resource.organisation };
}

function checkTimes({ startsAt, endsAt }: Incoming): void {
  const [from, to] = [textOf(startsAt), textOf(endsAt)];
  if (from !== undefined && to !== undefined && from >= to)
    throw new Problem(422, 'scheduling.times-wrong', texts.timesWrong);
}

function checkQuotas({ quotas, capacity }: Incoming): void {
  const sum = sumOf(quotasOf(textOf(quotas)));
  if (typeof capacity === 'number' && sum > capacity)
    throw new Problem(422, 'scheduling.quotas-wrong', fill(texts.quotasWrong, { sum, capacity }));
}

function checkExtra(row: Incoming): void {
  const needed = ['startsAt', 'endsAt', 'slotMinutes', 'capacity'];
  if (row['kind'] === 'extra' && needed.some((name) => row[name] === undefined || row[name] === null))
    throw new Problem(422, 'scheduling.extra-needs', texts.extraNeeds);
}

async function checkDuty(row: Incoming, db: Db): Promise<void> {
  const [code, person, day] = [textOf(row['code']), textOf(row['person']), textOf(row['day'])];
  const [startsAt, endsAt] = [textOf(row['startsAt']), textOf(row['endsAt'])];
  const organisation = textOf(row['organisation']);
  if (!organisation || !code || !person || !day || !startsAt || !endsAt) return;
  const resource = await findDutyClash(db, { code, organisation, person, day, startsAt, endsAt });
  if (resource !== undefined)
    throw new Problem(409, 'scheduling.duty-overlap', fill(texts.dutyOverlap, { person, resource }));
}

const before =
  (...checks: ((row: Incoming, db: Db) => Promise<void> | void)[]) =>
  async (incoming: Incoming, _context: Context, db: Db): Promise<Incoming> => {
    const row = await ofResource(incoming, db);
    for (const check of checks) await check(row, db);
    return row;
  };

/** Resources whose slots a transaction has asked for already: a thousand rows of one are one piece of work. */
const asked = new WeakMap<Db, Set<string>>();

function isFirst(db: Db, resource: string): boolean {
  const known = asked.get(db) ?? new Set();
  asked.set(db, known);
  if (known.has(resource)) return false;
  known.add(resource);
  return true;
}

/** What changes when a resource is there changes its slots: they are made anew soon after. */
const replan =
  (resourceOf: (written: { readonly key: string; readonly values: Incoming }) => string | undefined) =>
  async (written: { key: string; values: Incoming }, context: Context, db: Db): Promise<void> => {
    const resource = resourceOf(written);
    if (resource !== undefined && isFirst(db, resource))
      await context.startJob(db, planJob, { resource }, { actor: system });
  };

const resourceField = ({ values }: { readonly values: Incoming }) => textOf(values['resource']);

export const overrides = {
  resource: { afterWrite: replan(({ key }) => key) },
  session: { beforeWrite: before(checkTimes, checkQuotas), afterWrite: replan(resourceField) },
  exception: { beforeWrite: before(checkTimes, checkExtra, checkQuotas), afterWrite: replan(resourceField) },
  duty: { beforeWrite: before(checkTimes, checkDuty) },
} satisfies Record<string, RecordMount['overrides']>;

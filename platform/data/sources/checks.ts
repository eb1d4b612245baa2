import { isDeepStrictEqual } from 'node:util';
import type { Context } from '#kernel/context';
import { isCron, nextTick } from '#kernel/cron';
import type { Db } from '#kernel/db';
import { Problem, refuseIf, type FieldError } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { listDatasets, type Dataset } from '#platform/data/catalogue';
import { contractFault } from './contracts/rules.ts';
import { findContract } from './contracts/store.ts';
import { findHeld } from './delivery-store.ts';
import { closeGaps, closeTroubles } from './gate-task.ts';
import { allFollows, findFollower, keepWaiting } from './follow-store.ts';
import type { Kind } from './names.ts';
import { isCircle } from './rules.ts';
import { reaches } from './scope.ts';
import { settingsOf, type AnySettings } from './settings.ts';
import { settingsParts } from './settings-parts.ts';
import { beginAnew, changeState, findSource, type SourceRow } from './store.ts';
import { texts } from './texts.ts';

const wrong = (path: string, detail: FieldError['detail']): FieldError => ({
  path,
  code: 'sources.setting',
  detail,
});

/** What is wrong with the settings of a kind, each in the words of the form. */
function settingFaults(kind: Kind, settings: unknown): FieldError[] {
  const read = settingsOf[kind].safeParse(settings);
  if (read.success) return [];
  return read.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    const label = settingsParts[kind][name]?.label ?? { zh: name, en: name };
    const why = issue.message === 'csv-paging' ? texts.csvPaging : texts.badSettings;
    const said = issue.message === 'needed' ? texts.needed : why;
    return wrong('settings', { zh: `“${label.zh}”${said.zh}`, en: `“${label.en}” ${said.en}` });
  });
}

function fail(errors: readonly FieldError[]): void {
  if (errors.length === 0) return;
  const [first] = errors;
  throw new Problem(422, 'sources.invalid', first?.detail ?? texts.badSettings, { errors });
}

/** @throws Problem 422 naming what is wrong with the settings of a kind */
export const requireSettings = (kind: Kind, settings: AnySettings): void =>
  fail(settingFaults(kind, settings));

/** What another reading begins anew for: the mark of the one before says nothing of it. */
const whereFrom = [
  'url',
  'markField',
  'markParameter',
  'host',
  'database',
  'relation',
  'mode',
  'markColumn',
  'key',
  'columns',
  'path',
];
interface Said {
  readonly kind: Kind;
  readonly settings: AnySettings;
  readonly schedule?: string | null;
  readonly follows?: readonly string[] | null;
  readonly contract?: string | null;
  readonly dataset: string;
}

const isElsewhere = (before: Said, now: Said): boolean =>
  before.dataset !== now.dataset ||
  whereFrom.some((name) => !isDeepStrictEqual(before.settings[name], now.settings[name]));

function faultsOf(said: Said, known: SourceRow | undefined): FieldError[] {
  return [
    ...(said.kind in settingsOf ? settingFaults(said.kind, said.settings) : []),
    ...(said.schedule && !isCron(said.schedule) ? [wrong('schedule', texts.badCron)] : []),
    ...(known && known.kind !== said.kind ? [wrong('kind', texts.kindFixed)] : []),
  ];
}

const isPersonal = ({ sensitivity }: Dataset['fields'][number]): boolean =>
  sensitivity === 'personal' || sensitivity === 'sensitive';

/** Nobody is profiled from what stands on the web: what tells of persons is not collected there. */
function webFaults(kind: Kind, dataset: Dataset | undefined): FieldError[] {
  return kind === 'web' && dataset?.fields.some(isPersonal) ? [wrong('dataset', texts.webPersonal)] : [];
}

/** @throws Problem 422 when data of persons would be collected from the public web */
export const requireNobody = (kind: Kind, dataset: Dataset): void => fail(webFaults(kind, dataset));

/** What is wrong with the sources that one follows: each must be there to be seen, and none may wait for it in turn. */
async function followFaults(said: Said & { readonly code: string }, context: Context, db: Db) {
  const follows = said.follows ?? [];
  if (follows.length === 0) return [];
  if (said.schedule) return [wrong('follows', texts.followSchedule)];
  const found = await Promise.all(follows.map((code) => findSource(db, code)));
  const unseen = follows.filter((_code, at) => {
    const source = found[at];
    return !source || !reaches(context, 'sources:read', source.owner);
  });
  const circle = isCircle(said.code, follows, await allFollows(db));
  return [
    ...unseen.map((code) => wrong('follows', fill(texts.followUnknown, { code }))),
    ...(circle ? [wrong('follows', texts.followCircle)] : []),
  ];
}

/** What is wrong with the contract that one names: it is the same department's, and the catalogue shares no more than it allows. */
async function contractFaults(said: Said, dataset: Dataset | undefined, db: Db) {
  if (!said.contract || !dataset) return [];
  const contract = await findContract(db, said.contract);
  if (!contract || contract.owner !== dataset.provider)
    return [wrong('contract', fill(texts.contractUnknown, { code: said.contract }))];
  // One that holds later, or did, may be named: nothing is read until it holds.
  const fault = contractFault(contract, dataset, contract.holdsFrom);
  return fault ? [wrong('contract', fault)] : [];
}

/** A source belongs to whom its dataset belongs, keeps its kind, and its settings fit the kind. */
export async function beforeSource(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const known = await findSource(db, String(incoming['code']));
  const said = { ...known, ...incoming } as unknown as Said & { readonly code: string };
  const found = (await listDatasets(db)).find(({ code }) => code === said.dataset);
  fail([
    ...faultsOf(said, known),
    ...(found ? [] : [wrong('dataset', texts.noDataset)]),
    ...webFaults(said.kind, found),
    ...(await followFaults(said, context, db)),
    ...(await contractFaults(said, found, db)),
  ]);
  if (known && isElsewhere(known, said)) await beginAnew(db, known.code);
  return { ...incoming, schedule: said.schedule || null, owner: found?.provider ?? '' };
}

/** What waits at the gate must be decided while there is a source to decide it for. @throws Problem 409 `sources.held-first`, `sources.followed` */
export async function beforeWithdraw(
  { key }: { readonly key: string },
  context: Context,
  tx: Db,
): Promise<void> {
  refuseIf((await findHeld(tx, key)) !== undefined, 'sources.held-first', texts.heldFirst);
  const follower = await findFollower(tx, key);
  refuseIf(follower !== undefined, 'sources.followed', fill(texts.followed, { code: follower ?? '' }));
  const source = await findSource(tx, key);
  if (!source) return;
  await closeTroubles(context, tx, source, texts.withdrawn);
  await closeGaps(context, tx, source, texts.withdrawn);
}

/** A new schedule counts from now. */
export async function afterSource(
  { key }: { readonly key: string },
  context: Context,
  tx: Db,
): Promise<void> {
  const source = await findSource(tx, key);
  if (!source) return;
  const { schedule, enabled, follows } = source;
  const now = context.clock.now();
  const next = schedule && enabled ? nextTick(schedule, context.config.TIME_ZONE, now) : undefined;
  await changeState(tx, key, { nextAt: next?.toISOString() ?? null });
  await keepWaiting(tx, key, follows.length > 0, now.toISOString());
}

import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import type { AnyRecord } from '#kernel/record';
import { readRow, type Incoming } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { adopt } from './apply.ts';
import { adaptersOf } from './pull.ts';
import { Access, Feed, Interface } from './records.ts';
import { accountIsThere, findHolders, findSystem, type SystemRow } from './store.ts';
import { texts } from './texts.ts';

const Of = z.object({ system: z.string(), owner: z.string() });

/** The row as it would be: an import gives some fields of one that is there. */
async function wholeOf(record: AnyRecord, row: Incoming, context: Context, db: Db): Promise<Incoming> {
  const key = row[record.key];
  const known = typeof key === 'string' ? await readRow(context, db, record, key) : undefined;
  return { ...known, ...row };
}

/**
 * What is asked of a row that is part of a system: its owner is the system's, so that its department sees it.
 * @returns undefined for a row that lacks what it must have, which the record then says itself
 */
async function requireSystem(db: Db, row: Incoming): Promise<SystemRow | undefined> {
  const of = Of.safeParse(row);
  if (!of.success) return undefined;
  const { system: code, owner } = of.data;
  const system = await findSystem(db, code);
  if (!system) throw notFound(texts.system, code);
  if (owner !== system.owner)
    throw new Problem(422, 'applications.wrong-owner', fill(texts.wrongOwner, { owner: system.owner }));
  return system;
}

const Address = z.object({ code: z.string(), address: z.string().nullish() });

/**
 * What is inside a security administrator has said of one machine: with another address it has to be said anew, so that
 * nobody points the platform at a neighbour of it.
 */
export async function requireAddress(row: Incoming, _context: Context, db: Db): Promise<Incoming> {
  const given = Address.safeParse(row);
  if (!given.success) return row;
  const { code, address } = given.data;
  const known = await findSystem(db, code);
  if (address === undefined || !known?.inside) return row;
  const same =
    address !== null && known.address !== null && new URL(known.address).host === new URL(address).host;
  return same ? row : { ...row, inside: false };
}

export async function requireOwner(row: Incoming, context: Context, db: Db): Promise<Incoming> {
  await requireSystem(db, await wholeOf(Interface, row, context, db));
  return row;
}

const Adapter = z.object({ adapter: z.string() });

/** @throws Problem 422 `applications.unknown-adapter`, `applications.wrong-owner` */
export async function requireFeed(row: Incoming, context: Context, db: Db): Promise<Incoming> {
  const whole = await wholeOf(Feed, row, context, db);
  await requireSystem(db, whole);
  const adapter = Adapter.safeParse(whole).data?.adapter;
  if (adapter !== undefined && !adaptersOf(context).some(({ kind }) => kind === adapter))
    throw new Problem(422, 'applications.unknown-adapter', fill(texts.unknownAdapter, { adapter }));
  return row;
}

const AccessPart = z.object({ id: z.string(), system: z.string(), account: z.string(), there: z.string() });

/** @throws Problem 422 `applications.wrong-key`, `applications.unknown-account`, 409 `applications.there-taken` */
export async function requireAccess(row: Incoming, context: Context, db: Db): Promise<Incoming> {
  const whole = await wholeOf(Access, row, context, db);
  const system = await requireSystem(db, whole);
  const part = AccessPart.safeParse(whole);
  if (!system || !part.success) return row;
  const { id, account, there } = part.data;
  const key = `${system.code}:${account}`;
  if (id !== key) throw new Problem(422, 'applications.wrong-key', fill(texts.wrongKey, { key }));
  if (!(await accountIsThere(db, account)))
    throw new Problem(422, 'applications.unknown-account', fill(texts.unknownAccount, { account }));
  const holder = (await findHolders(db, system.code, [there])).get(there);
  if (holder !== undefined && holder !== account)
    throw new Problem(409, 'applications.there-taken', fill(texts.thereTaken, { there }));
  return row;
}

/** Whoever is tied to an account gets what waited for it. */
export async function afterAccess(
  { values }: { readonly values: Incoming },
  context: Context,
  tx: Db,
): Promise<void> {
  const { system: code, there } = AccessPart.partial().parse(values);
  const system = code === undefined ? undefined : await findSystem(tx, code);
  if (system && there !== undefined) await adopt(context, tx, system, there);
}

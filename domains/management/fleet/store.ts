import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A terminal as its operator registered it, with its vehicle. */
export interface KnownTerminal {
  readonly phone: string;
  readonly device: string;
  readonly plate: string;
  readonly kind: string;
  readonly owner: string;
  readonly system: 'wgs-84' | 'gcj-02';
  readonly simulated: boolean;
  /** SHA-256 of the code that it was given; null until it has registered. */
  readonly digest: string | null;
}

export async function findTerminal(db: Db, phone: string): Promise<KnownTerminal | undefined> {
  const { rows } = await sql<KnownTerminal>`
    select t.phone, t.device, v.plate, v.kind, v.owner, t.system, t.simulated or v.simulated as simulated, k.digest
    from fleet.terminal t join fleet.vehicle v on v.plate = t.vehicle and v.owner = t.owner
      and v.withdrawn_at is null
    left join fleet.terminal_key k on k.phone = t.phone
    where t.phone = ${phone} and t.withdrawn_at is null`.execute(db);
  return rows[0];
}

/** @returns false when it has a code already */
export async function putKey(
  db: Db,
  key: { readonly phone: string; readonly digest: string; readonly at: string },
): Promise<boolean> {
  const { rows } = await sql`insert into fleet.terminal_key (phone, digest, registered_at)
    values (${key.phone}, ${key.digest}, ${key.at}) on conflict do nothing returning phone`.execute(db);
  return rows.length > 0;
}

export async function removeKey(db: Db, phone: string): Promise<boolean> {
  const { rows } = await sql`delete from fleet.terminal_key where phone = ${phone} returning phone`.execute(
    db,
  );
  return rows.length > 0;
}

export async function ownerOfTerminal(db: Db, phone: string): Promise<string | undefined> {
  const { rows } = await sql<{ owner: string }>`
    select owner from fleet.terminal where phone = ${phone} and withdrawn_at is null`.execute(db);
  return rows[0]?.owner;
}

/** How a vehicle is known among tracks: its plate in letters that need no quotes anywhere. */
export const trackOf = (plate: string): string => `fleet.${Buffer.from(plate, 'utf8').toString('hex')}`;

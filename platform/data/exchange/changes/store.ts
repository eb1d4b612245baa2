import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Subscription {
  readonly agreement: string;
  /** Number of the newest change. */
  readonly change: number;
  /** What the rows were when they were looked at last: the same, the same rows. */
  readonly state: string;
  /** Who asked for the changes to be sent, and where to. */
  readonly client: string | null;
  readonly url: string | null;
  /** Sealed. */
  readonly secret: string | null;
  readonly sender: 'client' | 'official';
  /** Number of the newest change that was sent and taken. */
  readonly sent: number;
  /** Number up to which what was sent is counted against the quota, taken or not. */
  readonly charged: number;
  /** How often somebody has said where they are sent, or asked for them anew. */
  readonly asked: number;
  readonly sentAt: string | null;
  readonly failures: number;
  readonly problem: string | null;
  /** Nothing is sent any longer until somebody asks for it anew. */
  readonly dead: boolean;
}

const columns = sql`agreement, change::float8 as change, state, client, sender, url, secret, sent::float8 as sent,
  charged::float8 as charged, asked, sent_at as "sentAt", failures, problem, dead`;

export async function findSubscription(db: Db, agreement: string): Promise<Subscription | undefined> {
  const { rows } = await sql<Subscription>`
    select ${columns} from exchange.subscription where agreement = ${agreement}`.execute(db);
  return rows[0];
}

/** How far a subscription has come, and the only right to number changes until the transaction ends. */
export async function lockSubscription(tx: Db, agreement: string): Promise<Subscription> {
  await sql`insert into exchange.subscription (agreement) values (${agreement}) on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<Subscription>`
    select ${columns} from exchange.subscription where agreement = ${agreement} for update`.execute(tx);
  const [found] = rows;
  if (!found) throw new Error(`the subscription of ${agreement} was written and is gone`);
  return found;
}

export async function noteLook(
  tx: Db,
  { agreement, change, state, at }: { agreement: string; change: number; state: string; at: string },
): Promise<void> {
  await sql`update exchange.subscription set change = ${change}, state = ${state}, looked_at = ${at}
    where agreement = ${agreement}`.execute(tx);
}

/** How long a comparison keeps the others waiting without word of it; one whose process was lost keeps them no longer. */
export const lookSeconds = 60;

interface Claim {
  readonly agreement: string;
  readonly by: string;
  readonly now: string;
  readonly until: string;
}

/** @returns whether the caller is the one to compare */
export async function claimLook(db: Db, { agreement, by, now, until }: Claim): Promise<boolean> {
  const { rows } = await sql`
    insert into exchange.subscription as s (agreement, looking_until, looking_by) values (${agreement}, ${until}, ${by})
    on conflict (agreement) do update set looking_until = excluded.looking_until, looking_by = excluded.looking_by
      where s.looking_until is null or s.looking_until < ${now} returning 1`.execute(db);
  return rows.length > 0;
}

export async function renewLook(db: Db, { agreement, by, until }: Claim): Promise<void> {
  await sql`update exchange.subscription set looking_until = ${until}
    where agreement = ${agreement} and looking_by = ${by}`.execute(db);
}

export async function releaseLook(db: Db, agreement: string, by: string): Promise<void> {
  await sql`update exchange.subscription set looking_until = null, looking_by = null
    where agreement = ${agreement} and looking_by = ${by}`.execute(db);
}

/** Of the rows that a subscriber knows, their digests by the provider's key. */
export async function knownRows(db: Db, agreement: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; digest: string }>`
    select key, digest from exchange.subscribed_row where agreement = ${agreement} and not gone`.execute(db);
  return new Map(rows.map(({ key, digest }) => [key, digest]));
}

export interface Numbered {
  readonly key: string;
  readonly digest: string;
  readonly change: number;
}

export async function putRows(tx: Db, agreement: string, rows: readonly Numbered[]): Promise<void> {
  await sql`insert into exchange.subscribed_row as r (agreement, key, digest, change, added, gone)
    select ${agreement}, key, digest, change, change, false
    from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ digest }) => digest)}::text[],
      ${rows.map(({ change }) => change)}::bigint[]) as t(key, digest, change)
    on conflict (agreement, key) do update set digest = excluded.digest, change = excluded.change,
      added = case when r.gone then excluded.added else r.added end, gone = false`.execute(tx);
}

export async function putGone(
  tx: Db,
  agreement: string,
  rows: readonly Omit<Numbered, 'digest'>[],
): Promise<void> {
  await sql`update exchange.subscribed_row r set gone = true, digest = '', change = t.change
    from unnest(${rows.map(({ key }) => key)}::text[], ${rows.map(({ change }) => change)}::bigint[]) as t(key, change)
    where r.agreement = ${agreement} and r.key = t.key`.execute(tx);
}

export interface ChangeRow {
  readonly key: string;
  readonly change: number;
  readonly kind: 'added' | 'changed' | 'gone';
}

/**
 * Changes behind a number up to another, in their order, the newest of each row; a row that came and went meanwhile is none, and
 * one that has changed again since comes behind the last of them.
 */
export async function findChanges(
  db: Db,
  agreement: string,
  { after, upTo, most }: { readonly after: number; readonly upTo: number; readonly most: number },
): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select key, change::float8 as change, case when gone then 'gone' when added > ${after} then 'added' else 'changed' end as kind
    from exchange.subscribed_row
    where agreement = ${agreement} and change > ${after} and change <= ${upTo} and not (gone and added > ${after})
    order by change limit ${most}`.execute(db);
  return rows;
}

export async function setWebhook(
  tx: Db,
  {
    agreement,
    client,
    sender,
    url,
    secret,
  }: Pick<Subscription, 'agreement' | 'sender' | 'url' | 'secret'> & { readonly client: string },
): Promise<void> {
  await sql`update exchange.subscription
    set client = ${client}, sender = ${sender}, url = ${url}, secret = ${secret}, asked = asked + 1, failures = 0, problem = null, dead = false
    where agreement = ${agreement}`.execute(tx);
}

/** What was under way. */
export interface Sent {
  readonly agreement: string;
  /** As it stood when it began: of what was asked for since, it says nothing. */
  readonly asked: number;
}

/** Within one turn it never goes back: another may have sent more meanwhile. */
export async function noteSent(
  db: Db,
  { agreement, asked }: Sent,
  { sent, at }: { readonly sent: number; readonly at: string },
): Promise<void> {
  await sql`update exchange.subscription set sent = greatest(sent, ${sent}::bigint), sent_at = ${at}, failures = 0, problem = null
    where agreement = ${agreement} and asked = ${asked} and not dead`.execute(db);
}

/** @returns whether its turn is still on */
export async function noteCharged(tx: Db, { agreement, asked }: Sent, charged: number): Promise<boolean> {
  const { rows } = await sql`update exchange.subscription set charged = greatest(charged, ${charged}::bigint)
    where agreement = ${agreement} and asked = ${asked} returning 1`.execute(tx);
  return rows.length > 0;
}

/** @returns whether it still counts */
export async function noteFailure(
  tx: Db,
  { agreement, asked }: Sent,
  { problem, dead }: { readonly problem: string; readonly dead: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    update exchange.subscription set failures = failures + 1, problem = ${problem}, dead = ${dead}
    where agreement = ${agreement} and asked = ${asked} and not dead returning 1`.execute(tx);
  return rows.length > 0;
}

/** Sends from a number on, in the name of whoever asks for it. What was taken already and is sent once more counts once more. */
export async function sendAnew(
  tx: Db,
  { agreement, client, sender, from }: Omit<Sending, 'consumer'> & { readonly from: number },
): Promise<void> {
  await sql`update exchange.subscription
    set charged = case when sent > ${from} then ${from} else charged end, sent = ${from}, client = ${client},
      sender = ${sender}, asked = asked + 1, failures = 0, problem = null, dead = false
    where agreement = ${agreement}`.execute(tx);
}

/** What is known of the rows of subscriptions by which nobody reads any longer is let go. */
export async function dropEnded(db: Db): Promise<void> {
  for (const table of ['exchange.subscribed_row', 'exchange.subscription'])
    await sql`delete from ${sql.table(table)} s using exchange.agreement a
      where a.id = s.agreement and a.state <> 'in-force'`.execute(db);
}

/** Agreements by which nobody reads any longer whose changes are still sent somewhere. */
export async function findEnded(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id from exchange.subscription s
    join exchange.agreement a on a.id = s.agreement where a.state <> 'in-force' and s.url is not null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

export interface Sending {
  readonly agreement: string;
  readonly client: string;
  readonly sender: Subscription['sender'];
  readonly consumer: string;
}

/** Subscriptions in force whose changes are sent: those of a dataset, or those of all that wait and do not fail. */
export async function findSending(db: Db, dataset: string | null): Promise<Sending[]> {
  const { rows } = await sql<Sending>`
    select s.agreement, s.client, s.sender, a.consumer from exchange.subscription s join exchange.agreement a on a.id = s.agreement
    where a.state = 'in-force' and a.withdrawn_at is null and s.url is not null and not s.dead
      and (a.dataset = ${dataset} or (${dataset}::text is null and s.failures = 0 and s.sent < s.change)) order by s.agreement`.execute(
    db,
  );
  return rows;
}

import { sql } from 'kysely';
import type { Context } from '../context.ts';
import type { Db } from '../db/index.ts';
import { Problem } from '../problem.ts';
import type { SavedView } from './records-contract.ts';

/** More than anybody looks through; the next one is refused. */
const mostOfOneList = 50;
const mostOfOneAccount = 500;

/** Views belong to the account, in whichever post it acts. @throws Problem 401 for who is nobody */
function ownerOf({ actor }: Context): string {
  if (actor.kind !== 'anonymous') return actor.id;
  throw new Problem(401, 'identity.sign-in-needed', { zh: '请先登录。', en: 'Sign in first.' });
}

export async function listViews(context: Context, list: string): Promise<SavedView[]> {
  const { rows } = await sql<SavedView>`
    select name, view from kernel.saved_view where owner = ${ownerOf(context)} and list = ${list}
    order by name`.execute(context.db);
  return rows;
}

async function isRoom(tx: Db, owner: string, list: string, name: string): Promise<boolean> {
  const { rows } = await sql<{ others: number; all: number }>`
    select (count(*) filter (where list = ${list}))::int as others, count(*)::int as all from kernel.saved_view
    where owner = ${owner} and (list, name) <> (${list}, ${name})`.execute(tx);
  const [kept] = rows;
  return !kept || (kept.others < mostOfOneList && kept.all < mostOfOneAccount);
}

/** Keeps a view; one of the same name is replaced. @throws Problem 409 `records.too-many-views` */
export async function saveView(context: Context, list: string, { name, view }: SavedView): Promise<void> {
  const owner = ownerOf(context);
  await context.transaction(async (tx) => {
    if (!(await isRoom(tx, owner, list, name)))
      throw new Problem(
        409,
        'records.too-many-views',
        {
          zh: `一个列表最多保存 ${mostOfOneList} 个视图，一个账号最多 ${mostOfOneAccount} 个，请先删除不用的。`,
          en: `One list keeps ${mostOfOneList} views at most, one account ${mostOfOneAccount}. Delete one that is no longer used first.`,
        },
        { most: mostOfOneList },
      );
    await sql`
      insert into kernel.saved_view (owner, list, name, view, saved_at)
      values (${owner}, ${list}, ${name}, ${view}, ${context.clock.now().toISOString()})
      on conflict (owner, list, name) do update set view = excluded.view, saved_at = excluded.saved_at`.execute(
      tx,
    );
  });
}

/** Forgets a view; one that is not there is forgotten already. */
export async function forgetView(context: Context, list: string, name: string): Promise<void> {
  await sql`
    delete from kernel.saved_view where owner = ${ownerOf(context)} and list = ${list} and name = ${name}`.execute(
    context.db,
  );
}

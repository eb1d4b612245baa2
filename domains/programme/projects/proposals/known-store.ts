import { sql, type RawBuilder } from 'kysely';
import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { Project } from '../records.ts';
import { Undertaking } from '../undertakings/records.ts';
import { Proposal } from './records.ts';
import type { Thing } from './likely.ts';

/** Everything is compared for whoever reviews; for others what they may read. */
export interface Sight {
  readonly all: boolean;
}

const texts = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' ');
const nothing = { items: [], uses: [], keyProject: null } as const;

/** Rows of a table of the module that the actor may read. */
const own = (record: object, context: Context, { all }: Sight): RawBuilder<unknown> =>
  (all ? undefined : scopeCondition(planOf(record as RecordOf), context, 'projects:read')) ?? sql`true`;

/** Rows of another organ's view by their owner. */
function byOwner(context: Context, permission: string, { all }: Sight): RawBuilder<unknown> {
  const scope = all ? 'city' : scopeOf(context.actor, permission);
  if (scope === 'city') return sql`true`;
  return scope === 'department' ? sql`owner = ${context.actor.organisation ?? ''}` : sql`false`;
}

/** The registers that the platform itself keeps; datasets of departments come from the catalogue's face, with their items. */
export async function findRegisters(db: Db): Promise<Thing[]> {
  const { rows } = await sql<{ code: string; zh: string; en: string; provider: string }>`
    select code, title_zh as zh, title_en as en, provider from catalogue.entry_v1 where kind = 'record'`.execute(
    db,
  );
  return rows.map(({ code, zh, en, provider }) => ({
    ...nothing,
    kind: 'entry',
    key: code,
    title: { zh, en },
    unit: provider,
    about: '',
    simulated: false,
  }));
}

export async function findThematic(db: Db): Promise<Thing[]> {
  const { rows } = await sql<{
    code: string;
    zh: string;
    en: string;
    owner: string | null;
    purpose: string | null;
    datasets: string[];
    simulated: boolean;
  }>`select code, title_zh as zh, title_en as en, owner, purpose, datasets, simulated
    from catalogue.thematic_v1`.execute(db);
  return rows.map(({ code, zh, en, owner, purpose, datasets, simulated }) => ({
    ...nothing,
    kind: 'thematic',
    key: code,
    title: { zh, en },
    unit: owner,
    about: texts(purpose),
    uses: datasets,
    simulated,
  }));
}

export async function findSystems(context: Context, db: Db, sight: Sight): Promise<Thing[]> {
  const { rows } = await sql<{
    code: string;
    zh: string;
    en: string;
    owner: string;
    purpose: string | null;
    gives: string | null;
    entries: string[] | null;
    simulated: boolean;
  }>`select s.code, s.name_zh as zh, s.name_en as en, s.owner, s.purpose, s.simulated,
      (select string_agg(i.title_zh || ' ' || i.gives, ' ') from applications.interface_v1 i where i.system = s.code) as gives,
      (select array_agg(i.entry) from applications.interface_v1 i where i.system = s.code and i.entry is not null) as entries
    from applications.system_v1 s where ${byOwner(context, 'applications:read', sight)}`.execute(db);
  return rows.map(({ code, zh, en, owner, purpose, gives, entries, simulated }) => ({
    ...nothing,
    kind: 'system',
    key: code,
    title: { zh, en },
    unit: owner,
    about: texts(purpose, gives),
    uses: entries ?? [],
    simulated,
  }));
}

export async function findProjects(context: Context, db: Db, sight: Sight): Promise<Thing[]> {
  const { rows } = await sql<{ id: string; zh: string; en: string; goals: Text[] }>`
    select id, name_zh as zh, name_en as en, goals from projects.project t
    where t.withdrawn_at is null and ${own(Project, context, sight)}`.execute(db);
  return rows.map(({ id, zh, en, goals }) => ({
    ...nothing,
    kind: 'project',
    key: id,
    title: { zh, en },
    unit: null,
    about: texts(...goals.map((goal) => goal.zh)),
    simulated: false,
  }));
}

interface Planned {
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly aim: string | null;
  readonly keyProject: string | null;
  readonly uses: string[] | null;
  readonly gathers: string[] | null;
  readonly simulated: boolean;
}

const thingOf =
  (kind: 'undertaking' | 'proposal') =>
  ({ code, title, unit, aim, keyProject, uses, gathers, simulated }: Planned): Thing => ({
    kind,
    key: code,
    title: { zh: title, en: title },
    unit,
    about: texts(aim),
    items: gathers ?? [],
    uses: uses ?? [],
    keyProject,
    simulated,
  });

/** Undertakings, with the data of the proposals out of which they came. */
export async function findUndertakings(context: Context, db: Db, sight: Sight): Promise<Thing[]> {
  const { rows } = await sql<Planned>`
    select t.code, t.title, t.unit, t.aim, t.key_project as "keyProject", t.simulated, p.uses, p.gathers
    from projects.undertaking t left join projects.proposal p on p.code = t.code and p.withdrawn_at is null
    where t.withdrawn_at is null and ${own(Undertaking, context, sight)}`.execute(db);
  return rows.map(thingOf('undertaking'));
}

/** Other proposals that wait for their decision. */
export async function findProposals(context: Context, db: Db, sight: Sight): Promise<Thing[]> {
  const { rows } = await sql<Planned>`
    select t.code, t.title, t.unit, t.aim, t.key_project as "keyProject", t.simulated, t.uses, t.gathers
    from projects.proposal t
    where t.withdrawn_at is null and t.state in ('formal-check', 'returned', 'reviewing')
      and ${own(Proposal, context, sight)}`.execute(db);
  return rows.map(thingOf('proposal'));
}

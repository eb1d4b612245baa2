import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Context } from '../context.ts';
import { definePoint } from '../point.ts';

/**
 * Where the relations that stand are found: a published view with the columns `kind`, `holder`, `subject`,
 * `begins_at`, `ends_at` (exclusive, null: without end), all text but the instants, and indexes that lead with
 * (holder, kind, subject) and with (subject, kind, holder). A withdrawn relation is not in it.
 */
export interface RelationView {
  /** `schema.view_v1` */
  readonly view: string;
}

/** The organ of relations contributes its view here. Without it no relation ever stands. */
export const relationViewPoint = definePoint<RelationView>('kernel.relations');

export const relationView = (context: Context): string | undefined =>
  context.contributions(relationViewPoint)[0]?.view;

/** The names under which relations are held that serve an actor: its own, and that of the organisation it acts for. */
export const holdersOf = (actor: Actor): readonly string[] => [
  `actor:${actor.id}`,
  ...(actor.organisation === undefined ? [] : [`organisation:${actor.organisation}`]),
];

export interface Standing {
  readonly kind: string;
  readonly subject: string;
}

/** Whom the actor stands in these relations to, now: for a store that cannot ask the view. */
export async function standingRelations(context: Context, kinds: readonly string[]): Promise<Standing[]> {
  const view = relationView(context);
  if (!view || kinds.length === 0) return [];
  const now = context.clock.now().toISOString();
  const { rows } = await sql<Standing>`
    select distinct r.kind, r.subject from ${sql.table(view)} r
    where r.holder = any(${[...holdersOf(context.actor)]}::text[]) and r.kind = any(${[...new Set(kinds)]}::text[])
      and r.begins_at <= ${now} and (r.ends_at is null or r.ends_at > ${now})
  `.execute(context.db);
  return rows;
}

import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { Text } from '#kernel/texts';
import type { Indicator, Part, Point } from './contract.ts';
import { rowsPath, rowsPermission } from './definitions.ts';
import { staleSince } from './rules.ts';
import type { ValueRow } from './store.ts';

/** What is known of a figure. */
export interface KnownFigure {
  readonly definition: IndicatorDefinition;
  readonly kept: ValueRow | undefined;
  readonly series: readonly Point[];
  readonly owner: { readonly code: string; readonly name: Text } | undefined;
  /** Whether the reader is in: without, a figure of audience `total` keeps its parts. */
  readonly whole: boolean;
}

function partsOf(context: Context, { definition, kept }: KnownFigure): Part[] {
  return (kept?.parts ?? []).map(({ key, title, value, query }) => ({
    key,
    title,
    value,
    path: query === undefined ? null : rowsPath(context, definition, query),
  }));
}

function freshness({ definition, kept }: KnownFigure, now: Date) {
  if (!kept) return { asOf: null, computedAt: null, stale: null };
  const known = { asOf: kept.as_of, computedAt: kept.computed_at };
  const since = kept.value === null ? null : staleSince(definition, known, now);
  return { ...known, stale: since === null ? null : { since, source: definition.source } };
}

/**
 * A figure as this reader gets it.
 * @param at the instant by which it counts as stale
 */
export function shapeIndicator(context: Context, figure: KnownFigure, at: Date): Indicator {
  const { definition, kept, owner, series, whole } = figure;
  const { code, panel, title, unit, source, kind } = definition;
  const open = whole || definition.audience === 'everyone';
  const parts = partsOf(context, figure);
  return {
    code,
    panel,
    title,
    unit,
    partsUnit: definition.partsUnit ?? unit,
    definition: definition.definition,
    source,
    owner: owner ?? null,
    kind,
    value: kept?.value ?? null,
    parts: open ? parts : [],
    partsHidden: !open && parts.length > 0,
    simulated: kept?.simulated ?? false,
    ...freshness(figure, at),
    series: [...series],
    drill: {
      path: rowsPath(context, definition),
      allowed: may(context.actor, rowsPermission(context, definition)),
    },
  };
}

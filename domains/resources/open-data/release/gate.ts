import type { Context } from '#kernel/context';
import { codeLookupPoint } from '#kernel/record-server';
import type { LakeSession } from '#kernel/lake';
import { quoted } from '#engines/duckdb-text';
import type { Gate } from '../city.ts';
import { compileClasses, compileColumns, compileSubject, toldBy, type Making } from './compile.ts';
import { columnsOf } from './rules.ts';
import type { Column, ColumnChoice, Risk } from '../shapes.ts';
import type { Source, SourceRows } from './source.ts';
import * as store from '../store.ts';

/** Names of more codes than this are left to the code table. */
const mostNames = 400;
const mostHeld = 20;

export interface Passed {
  readonly risk: Risk;
  /** Lines of `passed`. */
  readonly lines: number;
  readonly columns: readonly Column[];
}

/** Names and days that the columns of a source are made with. */
export async function makingOf(context: Context, source: Source, dataAt: string): Promise<Making> {
  const names = new Map<string, ReadonlyMap<string, string>>();
  const [lookup] = context.contributions(codeLookupPoint);
  for (const field of source.fields) {
    if (field.names)
      names.set(field.name, new Map(Object.entries(field.names).map(([code, { zh }]) => [code, zh])));
    if (field.codes === undefined || !lookup) continue;
    const entries = (await lookup.entries(context, context.db, field.codes)) ?? [];
    if (entries.length <= mostNames)
      names.set(field.name, new Map(entries.map(({ code, name }) => [code, name.zh])));
  }
  return { towns: await store.townNames(context.db), names, day: dataAt.slice(0, 10) };
}

interface Counted {
  readonly rows: number;
  readonly kept: number;
  readonly classes: number;
  readonly k: number | null;
  readonly l: number | null;
}

function verdictOf({ rows, kept }: Counted, gate: Gate): Risk['verdict'] {
  if (rows === 0) return 'no-rows';
  if (kept === 0) return 'nothing-left';
  return (100 * (rows - kept)) / rows > gate.suppressAtMost ? 'too-much-held-back' : 'fits';
}

/** Classes that are held back, the smallest first. */
async function heldBack(session: LakeSession, columns: readonly Column[]): Promise<Risk['held']> {
  const quasi = columns.filter(({ part }) => part === 'quasi').map(({ name }) => name);
  if (quasi.length === 0) return [];
  const list = quasi.map((name) => `${quoted(name)}::varchar as ${quoted(name)}`).join(', ');
  const rows = await session.rows<Record<string, unknown>>(
    `select ${list}, any_value(_size) as _size, count(*) as _rows, any_value(_different) as _different from classed where not _passes group by all order by any_value(_size), any_value(_different), ${quasi.map(quoted).join(', ')} limit ${mostHeld}`,
  );
  return rows.map((row) => ({
    values: Object.fromEntries(quasi.map((name) => [name, (row[name] as string | null) ?? null])),
    rows: Number(row['_rows']),
    subjects: Number(row['_size']),
    distinct: Number(row['_different'] ?? 0),
  }));
}

/**
 * Measures how surely somebody could be found again in what would leave, and holds back the classes that are too small (k)
 * or whose members are too alike (l); two rows of one person are one member: k-anonymity (Sweeney 2002) and distinct l-diversity (Machanavajjhala 2007). Leaves
 * the table `passed` in the session, with the rows that may leave in an order of their own, not that of the source, and in
 * `passed_subjects` whose they are and what the ledger is told of them by.
 */
export async function passGate(
  context: Context,
  session: LakeSession,
  asked: {
    readonly source: Source;
    readonly rows: SourceRows;
    readonly choices: readonly ColumnChoice[];
    readonly gate: Gate;
  },
): Promise<Passed> {
  const { source, rows, choices, gate } = asked;
  const columns = columnsOf(source, choices);
  const making = await makingOf(context, source, rows.dataAt);
  const made = compileColumns(source, choices, making).join(', ');
  const told = [...toldBy(source)];
  const carried = [compileSubject(source), ...told.map(([item, as]) => `${quoted(item)}::varchar as ${as}`)];
  const subject = ['_subject', ...told.map(([, as]) => as)].join(', ');
  await session.run(
    `create temp table candidate as select ${made}, ${carried.join(', ')}, ${rows.simulatedSql} as simulated from (${rows.sql})`,
  );
  const passes = `coalesce(_size >= ${gate.k}, true) and coalesce(_different >= ${gate.l}, true)`;
  await session.run(
    `create temp table classed as select *, ${passes} as _passes from (${compileClasses(columns)})`,
  );
  const quasi = columns.filter(({ part }) => part === 'quasi').map(({ name }) => quoted(name));
  const classes = quasi.length === 0 ? '0' : `count(distinct (${quasi.join(', ')}, 1))`;
  const [counted] = await session.rows<Counted & Record<string, unknown>>(
    `select count(*) as rows, count(*) filter (where _passes) as kept, ${classes} as classes,
      min(_size) filter (where _passes) as k, min(_different) filter (where _passes) as l from classed`,
  );
  if (!counted) throw new Error('a count has one row');
  await session.run(
    `create temp table kept as select * exclude (${subject}, _size, _different, _passes), ${subject} from classed where _passes order by all`,
  );
  await session.run(`create temp table passed as select * exclude (${subject}) from kept order by rowid`);
  await session.run(`create temp table passed_subjects as select ${subject} from kept order by rowid`);
  const { rows: all, kept, k, l } = counted;
  const risk: Risk = {
    measuredAt: context.clock.now().toISOString(),
    rows: all,
    kept,
    suppressed: all - kept,
    classes: counted.classes,
    k,
    l,
    wanted: gate,
    held: await heldBack(session, columns),
    verdict: verdictOf(counted, gate),
  };
  return { risk, lines: kept, columns };
}

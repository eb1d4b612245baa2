import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import type { Dataset } from '#platform/data/catalogue';
import { proveMended, raiseFindings, type CheckedRow, type RaisedFinding } from '#platform/data/quality';
import { agreement, merge, type Brought, type Golden } from './rules.ts';
import * as store from './store.ts';
import type { Subject } from './subjects.ts';

/** One batch on its way into its register. */
export interface Joining {
  readonly dataset: Dataset;
  readonly batch: string;
  /** When the delivery speaks, ISO. */
  readonly at: string;
  readonly subject: Subject;
  readonly simulated: boolean;
}

export interface Joined {
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly conflicts: number;
}

/** Raised when one number stands for two entities; proved mended when the row comes again and joins. */
const conflictRule = 'registers.same-number-other-entity';

interface Draft {
  id: string | undefined;
  golden: Golden;
  /** Whose rows are part of it. */
  datasets: ReadonlySet<string>;
  simulated: boolean;
}

const fed = (dataset: Dataset) =>
  dataset.fields.flatMap((field) => (field.feeds ? [{ field: field.name, ...field.feeds }] : []));

function broughtBy(joining: Joining, row: CheckedRow): Brought[] {
  const { dataset, batch, at } = joining;
  return fed(dataset).flatMap(({ field, attribute, authority }) => {
    const value = row.values[field];
    return value
      ? [{ attribute, value, origin: { dataset: dataset.code, batch, row: row.row, at, authority } }]
      : [];
  });
}

const valuesOf = (brought: readonly Brought[]): Record<string, string> =>
  Object.fromEntries(brought.map(({ attribute, value }) => [attribute, value]));

const conflictOf = (joining: Joining, row: CheckedRow): RaisedFinding => {
  const { dataset, subject } = joining;
  const identifierField =
    dataset.fields.find((field) => field.feeds?.attribute === subject.identifier)?.name ?? dataset.key;
  return {
    dataset: dataset.code,
    batch: joining.batch,
    row: row.row,
    key: row.key,
    rule: conflictRule,
    dimension: 'consistent',
    severity: 'block',
    field: identifierField,
    value: row.values[identifierField] ?? null,
    suggestion: null,
    simulated: joining.simulated,
    at: joining.at,
    title: { zh: '同号不同人（姓名、日期皆异）', en: 'One number, two entities (name and date both differ)' },
    message: {
      zh: '登记册中此号码属于另一对象：名称和日期都不同。未合并，请核对号码。',
      en: 'In the register this number belongs to another: name and date both differ. Nothing was merged; check the number.',
    },
  };
};

const empty: Golden = { values: {}, origins: {} };

/** The draft after one more row spoke, or `conflict` when the row is somebody else's. */
function hear(joining: Joining, draft: Draft | undefined, brought: readonly Brought[]): Draft | 'conflict' {
  const { subject, dataset } = joining;
  if (draft && agreement(draft.golden.values, valuesOf(brought), subject.agreeOn) === 'conflict')
    return 'conflict';
  return {
    id: draft?.id,
    golden: merge(draft?.golden ?? empty, brought),
    datasets: new Set([...(draft?.datasets ?? []), dataset.code]),
    simulated: draft?.simulated ?? joining.simulated,
  };
}

/** Decides row by row, in their order, so that two rows of one number in one batch meet each other too. */
function decide(joining: Joining, rows: readonly CheckedRow[], drafts: Map<string, Draft>) {
  const members: { identifier: string; row: CheckedRow }[] = [];
  const conflicts: CheckedRow[] = [];
  for (const row of rows) {
    const brought = broughtBy(joining, row);
    const identifier = valuesOf(brought)[joining.subject.identifier];
    if (!identifier) continue;
    const heard = hear(joining, drafts.get(identifier), brought);
    if (heard === 'conflict') {
      conflicts.push(row);
      continue;
    }
    drafts.set(identifier, heard);
    members.push({ identifier, row });
  }
  return { members, conflicts };
}

async function loadDrafts(
  tx: Db,
  joining: Joining,
  rows: readonly CheckedRow[],
): Promise<Map<string, Draft>> {
  const identifiers = rows.flatMap(
    (row) => valuesOf(broughtBy(joining, row))[joining.subject.identifier] ?? [],
  );
  const standing = await store.findByIdentifiers(tx, joining.subject, [...new Set(identifiers)]);
  return new Map(
    standing.map(({ id, identifier, values, origins, datasets, simulated }) => [
      identifier,
      { id, golden: { values, origins }, datasets: new Set(datasets), simulated },
    ]),
  );
}

async function nameNewOnes(tx: Db, subject: Subject, drafts: Map<string, Draft>): Promise<void> {
  const nameless = [...drafts.values()].filter((draft) => draft.id === undefined);
  const ids = await store.newIds(tx, subject.letter, nameless.length);
  nameless.forEach((draft, index) => {
    draft.id = ids[index];
  });
}

const rowOf = (subject: Subject, draft: Draft): Record<string, unknown> => ({
  id: draft.id,
  ...Object.fromEntries(subject.attributes.map((name) => [name, draft.golden.values[name] ?? null])),
  sources: draft.datasets.size,
  origins: draft.golden.origins,
});

/**
 * Joins some rows of a batch into their register, in the transaction given: entities made or changed, the membership of
 * each row noted, contradictions returned to the owner as findings. Running it again over the same rows changes nothing.
 */
export async function joinRows(
  context: Context,
  tx: Db,
  joining: Joining,
  rows: readonly CheckedRow[],
): Promise<Joined> {
  const { dataset, batch, at, subject } = joining;
  const drafts = await loadDrafts(tx, joining, rows);
  const { members, conflicts } = decide(joining, rows, drafts);
  await nameNewOnes(tx, subject, drafts);
  const touched = new Set(members.map(({ identifier }) => identifier));
  const written = await writeRows(
    context,
    tx,
    subject.record,
    [...drafts].filter(([identifier]) => touched.has(identifier)).map(([, draft]) => rowOf(subject, draft)),
    { source: `batch:${batch}`, simulated: joining.simulated, basis: `catalogue:${dataset.code}` },
  );
  await store.putMembers(
    tx,
    members.map(({ identifier, row }) => ({
      dataset: dataset.code,
      row_key: row.key,
      entity: drafts.get(identifier)?.id ?? '',
      batch,
      row: row.row,
      at,
    })),
  );
  const proof = {
    dataset: dataset.code,
    batch,
    spokenAt: at,
    rule: conflictRule,
    rows: members.map(({ row }) => row),
  };
  await proveMended(context, tx, proof);
  await raiseFindings(
    context,
    tx,
    conflicts.map((row) => conflictOf(joining, row)),
  );
  return {
    created: written.created,
    changed: written.changed,
    unchanged: written.unchanged,
    conflicts: conflicts.length,
  };
}

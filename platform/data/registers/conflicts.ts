import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { maskValue } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { proveMended, raiseFindings, type RaisedFinding } from '#platform/data/quality';
import { memberKey, type Conflict, type Joining } from './drafts.ts';
import * as store from './store.ts';

/** Raised when one number stands for two entities; proved mended when the row comes again and joins. */
const conflictRule = 'registers.same-number-other-entity';
/** The same, told to the owner of the row that the register believes; it ends with the conflict. */
const claimedRule = 'registers.number-claimed-by-other';

const words = {
  conflict: {
    zh: '同号不同人（户）：登记册中为“{standing}”（{other}），本行为“{name}”',
    en: 'One number, two entities: “{standing}” in the register ({other}), “{name}” in this row',
  },
  conflictMessage: {
    zh: '登记册中此号码属于“{standing}”（{other}），本行写的是“{name}”。未合并，请核对号码和名称。',
    en: 'In the register this number belongs to “{standing}” ({other}); this row says “{name}”. Nothing was merged; check number and name.',
  },
  claimed: {
    zh: '本行的号码另有一方用于“{name}”（{other}）',
    en: 'Another uses the number of this row for “{name}” ({other})',
  },
  claimedMessage: {
    zh: '本行为“{standing}”，而{other}中同一号码写的是“{name}”。登记册未变，请双方核对号码。',
    en: 'This row says “{standing}”; {other} has the same number for “{name}”. The register stays as it is; both should check the number.',
  },
};

interface Side {
  readonly dataset: Dataset;
  readonly other: Dataset;
  readonly row: { readonly batch: string; readonly row: number; readonly key: string };
}

const masked = (joining: Joining, name: string): string => {
  const { mask, sensitivity } = joining.subject.record.fields['name'] ?? {};
  return sensitivity === 'public' ? name : String(maskValue(name, mask));
};

function findingOf(
  joining: Joining,
  conflict: Conflict,
  side: Side,
  kind: 'conflict' | 'claimed',
): RaisedFinding {
  const { subject, simulated, at } = joining;
  const { dataset, other, row } = side;
  const field =
    dataset.fields.find(({ feeds }) => feeds?.attribute === subject.identifier)?.name ?? dataset.key;
  const said = { standing: masked(joining, conflict.standing), name: masked(joining, conflict.name) };
  const told = (words: { zh: string; en: string }) => ({
    zh: fill(words, { ...said, other: other.title.zh }).zh,
    en: fill(words, { ...said, other: other.title.en }).en,
  });
  return {
    dataset: dataset.code,
    batch: row.batch,
    row: row.row,
    key: row.key,
    rule: kind === 'conflict' ? conflictRule : claimedRule,
    dimension: 'consistent',
    severity: kind === 'conflict' ? 'block' : 'warn',
    field,
    value: conflict.identifier,
    suggestion: null,
    simulated,
    at,
    title: told(words[kind]),
    message: told(words[`${kind}Message`]),
  };
}

/** Datasets by their code, each asked for once. */
class Datasets {
  readonly #known: Map<string, Promise<Dataset>>;
  readonly #tx: Db;

  constructor(tx: Db, first: Dataset) {
    this.#tx = tx;
    this.#known = new Map([[first.code, Promise.resolve(first)]]);
  }

  get(code: string): Promise<Dataset> {
    const known = this.#known.get(code) ?? getDatasetEver(this.#tx, code);
    this.#known.set(code, known);
    return known;
  }
}

/**
 * Returns conflicts to both owners: to that of the row that was not joined, and, once a claim, to that of the row whose
 * word stands.
 */
export async function raiseConflicts(
  context: Context,
  tx: Db,
  joining: Joining,
  conflicts: readonly Conflict[],
): Promise<void> {
  if (conflicts.length === 0) return;
  const fresh = await store.putClaims(
    tx,
    conflicts.map(({ row, draft }) => ({
      dataset: row.dataset,
      row_key: row.key,
      entity: draft.id ?? '',
      batch: row.batch,
    })),
  );
  const datasets = new Datasets(tx, joining.dataset);
  const findings: RaisedFinding[] = [];
  for (const conflict of conflicts) {
    const { row, counterpart, draft } = conflict;
    const dataset = await datasets.get(row.dataset);
    const other = await datasets.get(
      counterpart?.dataset ?? draft.golden.origins['name']?.dataset ?? row.dataset,
    );
    findings.push(findingOf(joining, conflict, { dataset, other, row }, 'conflict'));
    if (counterpart && fresh.has(memberKey(row.dataset, row.key)))
      findings.push(
        findingOf(joining, conflict, { dataset: other, other: dataset, row: counterpart }, 'claimed'),
      );
  }
  for (const each of Map.groupBy(findings, ({ dataset }) => dataset).values())
    await raiseFindings(context, tx, each);
}

/** Rows joined: what was said against them is over, and what was said because of them against others. */
export async function settleConflicts(
  context: Context,
  tx: Db,
  joining: Joining,
  joined: readonly { readonly key: string; readonly row: number }[],
): Promise<void> {
  const { batch, at: spokenAt } = joining;
  const prove = (dataset: string, rule: string, rows: readonly { key: string; row: number }[]) =>
    proveMended(context, tx, { dataset, batch, spokenAt, rule, rows });
  await prove(joining.dataset.code, conflictRule, joined);
  const freed = await store.dropClaims(
    tx,
    joining.dataset.code,
    joined.map(({ key }) => key),
  );
  if (freed.length === 0) return;
  const members = await store.unclaimedMembers(tx, freed);
  for (const [dataset, rows] of Map.groupBy(members, (each) => each.dataset))
    await prove(
      dataset,
      claimedRule,
      rows.map(({ row_key: key, row }) => ({ key, row })),
    );
}

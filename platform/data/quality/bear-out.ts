import { ParquetReader } from '#engines/parquet';
import { fill, type Text } from '#kernel/texts';
import type { Dataset } from '#platform/data/catalogue';
import { fieldsOfCheck, isOfBatch } from './checks.ts';
import { compileChecks } from './compile.ts';
import { judgeRows, type Judged } from './judge-rows.ts';
import type { Lookups } from './lookups.ts';
import type { FieldProfile, Proposal } from './profile-contract.ts';
import type { RuleDraft } from './rules-contract.ts';
import { ruleOf } from './state-rule.ts';

/** Of the rows that have a value, how many may break what is proposed: those are the faults that it would find. */
const mayBreak = 0.005;

const rowEvidence: Text = {
  zh: '{rows} 行中 {present} 行有值，{broken} 行不符合',
  en: '{present} of {rows} rows have a value, {broken} break it',
};
const batchEvidence: Text = {
  zh: '{rows} 行，这一批测得 {measured}',
  en: '{rows} rows; this batch has {measured}',
};

interface Bearing {
  readonly dataset: Dataset;
  readonly profiles: readonly FieldProfile[];
  readonly collected: string;
  readonly lookups: Lookups;
}

interface Found {
  readonly rows: number;
  readonly present: number;
  readonly broken: number;
  readonly measured: string | undefined;
}

const bornOut = ({ present, broken, measured }: Found, ofBatch: boolean): boolean =>
  ofBatch ? measured !== undefined && broken === 0 : present > 0 && broken <= present * mayBreak;

function found(
  { verdicts, ofBatch }: Judged,
  at: number,
  draft: RuleDraft,
  profiles: readonly FieldProfile[],
): Found {
  const missing = fieldsOfCheck(draft.check).map(
    (name) => profiles.find(({ field }) => field === name)?.missing ?? 0,
  );
  const present = verdicts.rows - Math.max(0, ...missing);
  return { rows: verdicts.rows, present, broken: verdicts.count(at), measured: ofBatch.get(at)?.measured };
}

/** Of rules that a batch may suggest, those that it bears out: all are looked at in one pass over its rows. */
export async function bearOut(bearing: Bearing, drafts: readonly RuleDraft[]): Promise<Proposal[]> {
  const { dataset, profiles, collected, lookups } = bearing;
  const rules = drafts.map((draft, at) => ruleOf(dataset, draft, `proposed.${at}`));
  const raw = await ParquetReader.open(collected);
  try {
    const judged = await judgeRows(raw, compileChecks(dataset, rules, lookups), async () => undefined);
    return drafts.flatMap((rule, at) => {
      const ofBatch = isOfBatch(rule.check);
      const figures = found(judged, at, rule, profiles);
      if (!bornOut(figures, ofBatch)) return [];
      const { rows, present, broken, measured = '' } = figures;
      const evidence = fill(ofBatch ? batchEvidence : rowEvidence, { rows, present, broken, measured });
      const id = [rule.check.kind, ...fieldsOfCheck(rule.check)].join(' ');
      return [{ id, rule, title: rules[at]?.title ?? { zh: id, en: id }, evidence }];
    });
  } finally {
    await raw.close();
  }
}

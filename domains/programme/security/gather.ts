import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { evidencePoint, type EvidenceSource } from '#kernel/evidence';
import { readRows, writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { officesHolding } from '#platform/base/identity';
import { closeTask, openTask } from '#platform/base/tasks';
import { askForAssessments } from './assessments.ts';
import { Control, type Finding } from './records.ts';
import { judge } from './rules.ts';
import { listClauses } from './store.ts';
import { texts } from './texts.ts';

/** A finding with the clauses that it speaks to. */
interface Shown {
  readonly clauses: readonly string[];
  readonly finding: Finding;
}

/** A source that cannot tell has not shown that all is well. */
async function ask(source: EvidenceSource, context: Context): Promise<Shown> {
  const { key, title, how, clauses } = source;
  const shown = await source.gather(context).catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    return { result: 'fail' as const, found: { zh: words, en: words } };
  });
  return { clauses, finding: { source: key, title, how, ...shown } };
}

interface Clause {
  readonly clause: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly result: string;
  /** Somebody had accepted the risk, until a day that is past. */
  readonly ranOut: boolean;
}

/** A clause that fails waits with the office that answers for security; one that does no more waits no more. */
async function settle(
  context: Context,
  tx: Db,
  { clause, titleZh, titleEn, result, ranOut }: Clause,
): Promise<void> {
  const source = { module: 'security', record: 'control', key: clause };
  if (result !== 'fail') {
    await closeTask(context, tx, source, { outcome: result === 'accepted' ? texts.accepted : texts.mended });
    return;
  }
  const [owner] = await officesHolding(tx, 'security:manage');
  if (owner === undefined) return;
  const title = fill(ranOut ? texts.ranOut : texts.fails, { clause });
  await openTask(context, tx, {
    kind: 'security.finding',
    title: { zh: title.zh + titleZh, en: title.en + titleEn },
    owner,
    source,
    link: `/security/controls/${encodeURIComponent(clause)}`,
  });
}

/**
 * Asks every source of evidence, says anew how each clause stands, and opens or closes the tasks that come of it.
 * @returns how many clauses have which result
 */
export async function gatherEvidence(context: Context): Promise<Record<string, number>> {
  const found: Shown[] = [];
  for (const source of context.contributions(evidencePoint)) found.push(await ask(source, context));
  const now = context.clock.now().toISOString();
  const today = dayOf(context);
  return context.transaction(async (tx) => {
    const rows = await readRows(context, tx, Control, await listClauses(tx));
    const counts: Record<string, number> = {};
    for (const { clause, titleZh, titleEn, acceptedUntil } of rows) {
      const findings = found.filter(({ clauses }) => clauses.includes(clause)).map(({ finding }) => finding);
      const result = judge(findings, acceptedUntil ?? undefined, today);
      await writeRows(context, tx, Control, [{ clause, result, findings, observedAt: now }], {
        source: 'evidence',
        simulated: false,
      });
      const ranOut = typeof acceptedUntil === 'string' && acceptedUntil < today;
      await settle(context, tx, { clause, titleZh, titleEn, result, ranOut });
      counts[result] = (counts[result] ?? 0) + 1;
    }
    await askForAssessments(context, tx, today);
    return counts;
  });
}

import { PlainTable, useSay } from '#ui';
import type { Outlook } from '../contract.ts';
import { partWords as words } from './part-words.ts';
import { useYuan } from './use-yuan.ts';

/** What is foreseen now beside what was approved first, and what holds now. */
export function Variance({ frozen }: { readonly frozen: NonNullable<Outlook['frozen']> }) {
  const say = useSay();
  const yuan = useYuan();
  const { first, current, planned, unplanned } = frozen;
  const standards = [
    { word: words.first, standard: first },
    ...(current.id === first.id ? [] : [{ word: words.current, standard: current }]),
  ];
  return (
    <section className="stack tight">
      <h3>{say(words.variance)}</h3>
      <PlainTable
        label={words.variance}
        heads={[
          { name: 'id', label: words.baseline },
          { name: 'endsBy', label: words.endsBy },
          { name: 'finishOn', label: words.plannedEnd },
          { name: 'budget', label: words.budget, end: true },
          { name: 'late', label: words.lateDays, end: true },
          { name: 'over', label: words.over, end: true },
        ]}
        rows={standards.map(({ word, standard }) => ({
          key: standard.id,
          cells: {
            id: `${say(word)} ${standard.id}`,
            endsBy: standard.endsBy,
            finishOn: standard.finishOn ?? '—',
            budget: yuan(standard.budgetFen),
            late: standard.late ?? '—',
            over: yuan(standard.overFen),
          },
        }))}
      />
      <p className="quiet">{say(planned ? words.measuredBy : words.notPlanned)}</p>
      {unplanned.length > 0 && (
        <p className="notice">{say(words.unplanned, { codes: unplanned.join(', ') })}</p>
      )}
    </section>
  );
}

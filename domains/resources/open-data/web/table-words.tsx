import { useSay } from '#ui';
import type { Risk, TableMeasure } from '../contract.ts';
import { tableTexts as texts } from './table-texts.ts';

interface Props {
  readonly risk: Risk;
  readonly table: TableMeasure;
}

/** What was measured of a table of counts: what is hidden of it, or how wide its noise is and what it costs. */
export function TableWords({ risk, table }: Props) {
  const say = useSay();
  const { rows, suppressed, wanted, k } = risk;
  const { cells, primary, secondary, milliEpsilon, error, left, each } = table;
  const what = say(each === 'person' ? texts.people : texts.rows);
  if (table.form === 'suppressed-table')
    return (
      <>
        <p>
          {secondary === null
            ? say(texts.hiddenAtLeast, { cells, primary })
            : say(texts.hidden, { cells, primary, secondary })}
        </p>
        <p>{say(texts.hiddenOf, { rows, suppressed, what })}</p>
        <p>{say(texts.smallest, { k: k ?? '—', wantK: wanted.k, wantL: wanted.l })}</p>
      </>
    );
  return (
    <>
      <p>{say(texts.noise, { cells, what, error: error ?? '—' })}</p>
      <p>{say(texts.costs, { wanted: milliEpsilon ?? '—', left: left ?? '—' })}</p>
    </>
  );
}

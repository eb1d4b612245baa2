import { HeadRow, Lamp, ScrollRegion, Time, useSay } from '#ui';
import type { Risk } from '../contract.ts';
import { TableWords } from './table-words.tsx';
import { texts, verdictWords } from './words.ts';

function Held({ held }: Pick<Risk, 'held'>) {
  const say = useSay();
  const names = Object.keys(held[0]?.values ?? {});
  const heads = Object.fromEntries(names.map((name) => [name, { zh: name, en: name }]));
  return (
    <ScrollRegion label={say(texts.held)}>
      <table className="data-table" aria-label={say(texts.held)}>
        <HeadRow names={[...names, 'rows', 'distinct']} texts={{ ...heads, ...texts }} />
        <tbody>
          {held.map(({ values, rows, distinct }) => (
            <tr key={JSON.stringify(values)}>
              {names.map((name) => (
                <td key={name}>{values[name] ?? '—'}</td>
              ))}
              <td className="end">{rows}</td>
              <td className="end">{distinct}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What the gate measured: how many rows leave, how well hidden, and which classes are held back. */
export function RiskSection({ risk: given }: { readonly risk: unknown }) {
  const say = useSay();
  const risk = given as Risk;
  const { rows, kept, suppressed, classes, k, l, wanted, held, verdict, measuredAt, table } = risk;
  return (
    <div className="stack tight">
      <p>
        <Lamp colour={verdict === 'fits' ? 'green' : 'red'}>{say(verdictWords[verdict])}</Lamp>
      </p>
      {table ? (
        <TableWords risk={risk} table={table} />
      ) : (
        <>
          <p>{say(texts.counts, { rows, kept, suppressed, classes })}</p>
          <p>{say(texts.reached, { k: k ?? '—', l: l ?? '—', wantK: wanted.k, wantL: wanted.l })}</p>
        </>
      )}
      <p className="small quiet">
        {say(texts.measuredAt)} <Time at={measuredAt} />
      </p>
      {held.length > 0 && (
        <>
          <p>{say(texts.held)}</p>
          <Held held={held} />
        </>
      )}
    </div>
  );
}

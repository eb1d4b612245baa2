import { HeadRow, ScrollRegion, SimulatedTag, useSay, type Say } from '#ui';
import type { Tried } from '../contract.ts';
import { texts } from './rule-form-words.ts';

function summary(say: Say, { rows, broken, measured }: Tried, ofBatch: boolean): string {
  if (!ofBatch) return say(texts.wouldBreak, { rows, broken });
  if (measured === null) return say(texts.batchNone, { rows });
  return say(broken > 0 ? texts.batchBad : texts.batchGood, { rows, measured });
}

/** What a rule would find in the newest batch. */
export function TriedRows({ tried, ofBatch }: { readonly tried: Tried; readonly ofBatch: boolean }) {
  const say = useSay();
  return (
    <section className="sheet stack" aria-live="polite">
      <h2>{say(texts.tried)}</h2>
      <p>{say(tried.title)}</p>
      <p>
        <strong>{summary(say, tried, ofBatch)}</strong> {tried.simulated && <SimulatedTag />}
      </p>
      {!ofBatch && tried.first.length === 0 && <p className="quiet">{say(texts.noneBroken)}</p>}
      {!ofBatch && tried.first.length > 0 && (
        <ScrollRegion label={say(texts.firstRows, { count: tried.first.length })}>
          <table className="data-table">
            <caption className="hint">{say(texts.firstRows, { count: tried.first.length })}</caption>
            <HeadRow names={['row', 'key', 'value', 'message']} texts={texts} />
            <tbody>
              {tried.first.map(({ row, key, value, message }) => (
                <tr key={row}>
                  <td>{row}</td>
                  <td className="mono">{key}</td>
                  <td className="mono">{value ?? '—'}</td>
                  <td>{say(message)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

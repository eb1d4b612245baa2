import { type AnyRow, type DetailSection, Lamp, type Say, ScrollRegion, useSay } from '#ui';
import { type Check, Drill } from '../records.ts';
import { words } from './words.ts';

function Outcome({ ok, skipped }: { readonly ok: boolean; readonly skipped: boolean }) {
  const say = useSay();
  if (skipped) return <Lamp colour="grey">{say(words.notCompared)}</Lamp>;
  return <Lamp colour={ok ? 'green' : 'red'}>{say(ok ? words.equal : words.unequal)}</Lamp>;
}

function Checks({ checks, say }: { readonly checks: readonly Check[]; readonly say: Say }) {
  if (checks.length === 0) return <p className="quiet">{say(words.noChecks)}</p>;
  return (
    <ScrollRegion label={say(words.checks)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(words.check)}</th>
            <th scope="col">{say(words.outcome)}</th>
            <th scope="col">{say(words.found)}</th>
            <th scope="col" className="end">
              {say(words.seconds)}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ name, ok, skipped, detail, seconds }) => (
            <tr key={name}>
              <td>{say(words[name])}</td>
              <td>
                <Outcome ok={ok} skipped={skipped === true} />
              </td>
              <td>{say(detail)}</td>
              <td className="end">{seconds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** A drill as its report. */
export const drillDetail = {
  fields: Object.keys(Drill.fields).filter((name) => name !== 'checks'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.checks), content: <Checks checks={(row['checks'] ?? []) as Check[]} say={say} /> },
  ],
};

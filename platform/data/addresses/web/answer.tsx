import { fill } from '#kernel/texts';
import { FieldList, HeadRow, ScrollRegion, useSay } from '#ui';
import type { ReadAddress } from '../contract.ts';
import { kinds, words } from './words.ts';

/** What was taken for granted, what contradicts, what else fits: one line each. */
function useRemarks({ assumed, contradictions, candidates }: ReadAddress): string[] {
  const say = useSay();
  return [
    ...assumed.map(({ kind, written, taken }) => say(fill(words[kind], { written, taken }))),
    ...contradictions.map(({ written, within, elsewhere }) =>
      [
        say(fill(words.contradiction, { written, within })),
        ...elsewhere.map(({ name, code }) => `${name} ${code}`),
      ].join(' · '),
    ),
    ...candidates.map(({ name, code }) => `${say(words.several)}: ${name} ${code}`),
  ];
}

const nameOf = ({ division }: ReadAddress): string | undefined =>
  division ? `${division.name} ${division.code}` : undefined;

function Remarks({ remarks }: { readonly remarks: readonly string[] }) {
  return (
    <ul>
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  );
}

/** What an address says and where it lies. */
export function Answer({ read }: { readonly read: ReadAddress }) {
  const say = useSay();
  const remarks = useRemarks(read);
  const lines = [
    { name: 'standard', label: say(words.standard), value: read.text },
    { name: 'division', label: say(words.division), value: nameOf(read) ?? say(words.none) },
    { name: 'confidence', label: say(words.confidence), value: say(words[read.confidence]) },
    ...(remarks.length > 0
      ? [{ name: 'assumed', label: say(words.assumed), value: <Remarks remarks={remarks} /> }]
      : []),
    { name: 'code', label: say(words.code), value: read.code ? <code>{read.code}</code> : say(words.noCode) },
  ];
  return (
    <div className="stack">
      <FieldList lines={lines} />
      <h2>{say(words.parts)}</h2>
      <ScrollRegion label={say(words.parts)}>
        <table className="data-table">
          <HeadRow names={['kind', 'text']} texts={words} />
          <tbody>
            {read.parts.map((part) => (
              <tr key={part.start}>
                <td>{say(kinds[part.kind] ?? words.none)}</td>
                <td>{part.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

import { type AnyRow, type DetailSection, Lamp, type Say } from '#ui';
import { Control, type Finding } from '../records.ts';

const words = {
  evidence: { zh: '证据', en: 'Evidence' },
  none: {
    zh: '平台没有自动证据，由人工检查。',
    en: 'The platform has no evidence of its own: a person looks.',
  },
  how: { zh: '如何查看', en: 'How to see it' },
  pass: { zh: '符合', en: 'pass' },
  fail: { zh: '不符合', en: 'fail' },
  manual: { zh: '待人工', en: 'for a person' },
};
const lamps = { pass: 'green', fail: 'red', manual: 'amber' } as const;

function Evidence({ findings, say }: { readonly findings: readonly Finding[]; readonly say: Say }) {
  if (findings.length === 0) return <p className="quiet">{say(words.none)}</p>;
  return (
    <ul className="plain">
      {findings.map(({ source, title, result, found, how }) => (
        <li key={source}>
          <Lamp colour={lamps[result]}>{say(words[result])}</Lamp> <strong>{say(title)}</strong> {say(found)}
          <br />
          {say(words.how)}: {say(how)}
        </li>
      ))}
    </ul>
  );
}

/** A clause with what was found for it. */
export const controlDetail = {
  fields: Object.keys(Control.fields).filter((name) => name !== 'findings'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    {
      title: say(words.evidence),
      content: <Evidence findings={(row['findings'] ?? []) as Finding[]} say={say} />,
    },
  ],
};

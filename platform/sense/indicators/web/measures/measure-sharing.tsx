import { useRef, useState } from 'react';
import { useSay } from '#ui';
import type { MeasureDefinition } from '../../contract.ts';
import { audienceNames } from '../../contract.ts';
import { Pick } from './form/controls.tsx';
import { words } from './sharing-words.ts';
import { frameAddress, frameHeight, snippetOf } from './snippet.ts';
import { words as pageWords } from './words.ts';

type Audience = MeasureDefinition['audience'];

interface SharingProps {
  readonly code: string;
  readonly title: string;
  readonly audience: Audience;
  readonly dimensions: MeasureDefinition['dimensions'];
}

const forms = [
  { name: 'JSON', path: '' },
  { name: 'CSV', path: '/csv' },
  { name: 'SDMX-JSON', path: '/sdmx' },
];

function Addresses({ code }: { readonly code: string }) {
  const say = useSay();
  const base = `${location.origin}/api/indicators/open-measures/${encodeURIComponent(code)}`;
  return (
    <>
      <h3>{say(words.addresses)}</h3>
      <ul>
        {forms.map(({ name, path }) => (
          <li key={name}>
            {name}: <a href={base + path}>{base + path}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Copies a text; where the browser does not let a page do that, it is left selected. */
function Snippet({ text }: { readonly text: string }) {
  const say = useSay();
  const place = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState<{ readonly of: string; readonly word: 'copied' | 'notCopied' }>();
  const copy = async () => {
    place.current?.select();
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setSaid({ of: text, word: done ? 'copied' : 'notCopied' });
  };
  return (
    <div className="field">
      <label htmlFor="measure-snippet">{say(words.snippet)}</label>
      <textarea id="measure-snippet" className="input" rows={4} readOnly ref={place} value={text} />
      <div className="row">
        <button type="button" className="button" onClick={() => void copy()}>
          {say(words.copy)}
        </button>
        <span role="status">{said?.of === text && say(words[said.word])}</span>
      </div>
    </div>
  );
}

const listOf = <K extends string>(names: Readonly<Record<K, { readonly zh: string; readonly en: string }>>) =>
  (Object.keys(names) as K[]).map((value) => ({ value, title: names[value] }));
const { figure, ...drawn } = words.kinds;
const kinds = listOf(drawn);
const languages = listOf(words.languages);

/** The frame for a page of another site, as it will look there, and the code that brings it. */
function Frame({ code, title, audience, dimensions }: SharingProps) {
  const say = useSay();
  const [chosen, setChosen] = useState({ kind: '', dimension: '', language: '' });
  const framing = { origin: location.origin, code, ...chosen };
  const parts = audience === 'everyone' ? dimensions : [];
  return (
    <>
      <h3>{say(words.frame)}</h3>
      <p className="quiet">{say(words.frameHint)}</p>
      <div className="row">
        <Pick
          label={say(words.kind)}
          value={chosen.kind}
          choices={kinds}
          none={figure}
          onValue={(kind) => setChosen({ ...chosen, kind })}
        />
        {parts.length > 0 && (
          <Pick
            label={say(pageWords.by)}
            value={chosen.dimension}
            choices={parts.map((each) => ({ value: each.name, title: each.title }))}
            none={pageWords.whole}
            onValue={(dimension) => setChosen({ ...chosen, dimension })}
          />
        )}
        <Pick
          label={say(words.language)}
          value={chosen.language}
          choices={languages}
          none={words.asReader}
          onValue={(language) => setChosen({ ...chosen, language })}
        />
      </div>
      <Snippet text={snippetOf(framing, title)} />
      <h3>{say(words.preview)}</h3>
      <iframe
        src={frameAddress(framing)}
        title={title}
        width="100%"
        height={frameHeight(framing)}
        style={{ border: '1px solid var(--line)' }}
      />
    </>
  );
}

/** Who may see a measure, and of one that is open how others get it. */
export function MeasureSharing(props: SharingProps) {
  const say = useSay();
  const { code, audience } = props;
  if (audience === 'signed-in') return <p>{say(words.closed)}</p>;
  const name = audienceNames[audience];
  return (
    <div className="stack">
      <p>
        <strong>{name && say(name)}</strong> {say(words.open)}
      </p>
      <Addresses code={code} />
      <Frame {...props} />
    </div>
  );
}

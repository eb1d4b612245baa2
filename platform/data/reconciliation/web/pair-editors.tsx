import { useState } from 'react';
import type { Dataset } from '#platform/data/catalogue/contract';
import { useSay } from '#ui';
import type { FieldPair, KeyPair } from '../contract.ts';
import { missings } from '../records.ts';
import { looseForms, pairLines, pairsOf } from './draft.ts';
import { Part, Pick, Write } from './form-parts.tsx';
import { texts } from './words.ts';

export interface Sides {
  readonly left: Dataset;
  readonly right: Dataset;
}

interface EditorProps<P> {
  readonly pair: P;
  readonly of: Sides;
  readonly number: number;
  readonly onChange: (pair: P) => void;
  readonly onDrop: (() => void) | undefined;
}

function Columns<P extends { readonly left: string; readonly right: string }>({
  pair,
  of,
  onChange,
}: Only<EditorProps<P>, 'pair' | 'of' | 'onChange'>) {
  const say = useSay();
  const options = ({ fields }: Dataset) =>
    fields.map(({ name, label }) => ({ value: name, label: say(label) }));
  const same = (name: string) => of.right.fields.some((field) => field.name === name);
  return (
    <>
      <Pick
        label={say(texts.leftField)}
        value={pair.left}
        none={say(texts.choose)}
        options={options(of.left)}
        onPick={(left) => onChange({ ...pair, left, right: pair.right || (same(left) ? left : '') })}
      />
      <Pick
        label={say(texts.rightField)}
        value={pair.right}
        none={say(texts.choose)}
        options={options(of.right)}
        onPick={(right) => onChange({ ...pair, right })}
      />
    </>
  );
}

type Only<T, K extends keyof T> = { readonly [P in K]: T[P] };

function Loose({ on, onChange }: { readonly on: boolean; readonly onChange: (on: boolean) => void }) {
  const say = useSay();
  return (
    <label className="row">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{say(texts.loose)}</span>
    </label>
  );
}

export function KeyEditor({ pair, of, number, onChange, onDrop }: EditorProps<KeyPair>) {
  const say = useSay();
  return (
    <Part title={say(texts.keyNumber, { number })} drop={say(texts.drop)} onDrop={onDrop}>
      <Columns pair={pair} of={of} onChange={onChange} />
      <Loose
        on={pair.forms.length > 0}
        onChange={(on) => onChange({ ...pair, forms: on ? looseForms : [] })}
      />
    </Part>
  );
}

const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

function Tolerance({ pair, onChange }: Only<EditorProps<FieldPair>, 'pair' | 'onChange'>) {
  const say = useSay();
  const [lines, setLines] = useState(pairLines(pair.pairs));
  const put = (change: { [K in keyof FieldPair]?: FieldPair[K] | undefined }) =>
    onChange({ ...pair, ...change } as FieldPair);
  if (pair.kind === 'text')
    return <Loose on={Boolean(pair.forms?.length)} onChange={(on) => put({ forms: on ? looseForms : [] })} />;
  if (pair.kind === 'date')
    return (
      <Write
        label={say(texts.days)}
        type="number"
        value={String(pair.days ?? '')}
        onWrite={(text) => put({ days: numberOf(text) })}
      />
    );
  if (pair.kind === 'number')
    return (
      <>
        <Write
          label={say(texts.absolute)}
          type="number"
          value={String(pair.absolute ?? '')}
          onWrite={(text) => put({ absolute: numberOf(text) })}
        />
        <Write
          label={say(texts.relative)}
          type="number"
          value={pair.relative === undefined ? '' : String(pair.relative * 100)}
          onWrite={(text) => {
            const share = numberOf(text);
            put({ relative: share === undefined ? undefined : share / 100 });
          }}
        />
      </>
    );
  return (
    <label className="field">
      <span>{say(texts.pairs)}</span>
      <textarea
        className="textarea"
        rows={4}
        value={lines}
        onChange={(event) => {
          setLines(event.target.value);
          put({ pairs: pairsOf(event.target.value) });
        }}
      />
    </label>
  );
}

const kinds = ['text', 'number', 'date', 'code'] as const;

export function FieldEditor({ pair, of, number, onChange, onDrop }: EditorProps<FieldPair>) {
  const say = useSay();
  const missing = Object.entries(missings).map(([value, name]) => ({ value, label: say(name) }));
  return (
    <Part title={say(texts.fieldNumber, { number })} drop={say(texts.drop)} onDrop={onDrop}>
      <Columns pair={pair} of={of} onChange={onChange} />
      <Pick
        label={say(texts.how)}
        value={pair.kind}
        options={kinds.map((kind) => ({ value: kind, label: say(texts[kind]) }))}
        onPick={(kind) => onChange({ ...pair, kind: kind as FieldPair['kind'] })}
      />
      <Tolerance key={pair.kind} pair={pair} onChange={onChange} />
      <Pick
        label={say(texts.missing)}
        value={pair.missing ?? 'differs'}
        options={missing}
        onPick={(value) => onChange({ ...pair, missing: value as 'differs' })}
      />
    </Part>
  );
}

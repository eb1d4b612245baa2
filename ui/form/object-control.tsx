import { useState } from 'react';
import type { FieldPart } from '#kernel/record';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import { partTexts, withPart } from './object-parts.ts';

const perLine = { zh: '每行一项', en: 'one a line' };

interface ObjectProps {
  readonly id: string;
  readonly name: string;
  readonly parts: Readonly<Record<string, FieldPart>>;
  /** The object as JSON, or nothing. */
  readonly value: string;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The parts of an object, each with its label; the form gets the object as one text, as it was where nothing was changed. */
export function ObjectControl({ id, name, parts, value }: ObjectProps) {
  const [text, setText] = useState(value);
  const begun = partTexts(parts, read(value));
  const change = (path: string, typed: string) =>
    setText((before) => {
      const next = withPart(parts, read(before), path, typed);
      return Object.keys(next).length === 0 ? '' : JSON.stringify(next);
    });
  return (
    <>
      <input type="hidden" name={name} value={text} />
      {Object.entries(parts).map(([path, part]) => (
        <Part
          key={path}
          id={`${id}-${path.replaceAll('.', '-')}`}
          part={part}
          value={begun[path] ?? ''}
          onChange={(typed) => change(path, typed)}
        />
      ))}
    </>
  );
}

interface PartProps {
  readonly id: string;
  readonly part: FieldPart;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Part({ id, part, value, onChange }: PartProps) {
  const say = useSay();
  return (
    <div className="field">
      <label htmlFor={id}>
        {say(part.label)}
        {part.optional && <span className="unit"> {say(words.optional)}</span>}
      </label>
      {part.hint && (
        <span id={`${id}-hint`} className="hint">
          {say(part.hint)}
        </span>
      )}
      <PartControl id={id} part={part} value={value} onChange={onChange} />
    </div>
  );
}

function PartControl({ id, part, value, onChange }: PartProps) {
  const say = useSay();
  const common = {
    id,
    defaultValue: value,
    'aria-required': !part.optional,
    ...(part.hint ? { 'aria-describedby': `${id}-hint` } : {}),
  };
  if (part.names)
    return (
      <select className="select" {...common} onChange={(event) => onChange(event.target.value)}>
        <option value="">{part.optional ? say(words.none) : ''}</option>
        {Object.entries(part.names).map(([code, label]) => (
          <option key={code} value={code}>
            {say(label)}
          </option>
        ))}
      </select>
    );
  if (part.list)
    return (
      <textarea
        className="textarea"
        placeholder={say(perLine)}
        {...common}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  return <input className="input" {...common} onChange={(event) => onChange(event.target.value)} />;
}

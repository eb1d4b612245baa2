import type { FormEvent } from 'react';
import { ProblemNote, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { accesses, accessNames, cycleNames, cycles, type Access } from '../contract.ts';
import { texts } from './words.ts';

export interface ProposalWords {
  readonly code: string;
  readonly title: Text;
  readonly abstract: Text;
  readonly domain: string;
  readonly licence: string;
  readonly cycle: (typeof cycles)[number];
  readonly access: Access;
}

type Named = readonly { readonly code: string; readonly title: Text }[];

interface Props {
  readonly named: { readonly domains: Named; readonly licences: Named };
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onSend: (words: ProposalWords) => void;
}

interface InputProps {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly pattern?: string;
}

function Input({ name, label, hint, pattern }: InputProps) {
  const say = useSay();
  const id = `proposal-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {say(hint)}
        </span>
      )}
      <input
        id={id}
        name={name}
        className="input"
        required
        minLength={2}
        maxLength={500}
        {...(pattern ? { pattern } : {})}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
      />
    </div>
  );
}

function Choice({
  name,
  label,
  choices,
}: {
  readonly name: string;
  readonly label: Text;
  readonly choices: Named;
}) {
  const say = useSay();
  const id = `proposal-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <select id={id} name={name} className="input" required>
        {choices.map(({ code, title }) => (
          <option key={code} value={code}>
            {say(title)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a proposal says beside its columns. */
export function ProposalForm({ named, busy, problem, onSend }: Props) {
  const say = useSay();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const of = (name: string) => String(given.get(name) ?? '').trim();
    onSend({
      code: of('code'),
      title: { zh: of('titleZh'), en: of('titleEn') },
      abstract: { zh: of('abstractZh'), en: of('abstractEn') },
      domain: of('domain'),
      licence: of('licence'),
      cycle: cycles.find((each) => each === of('cycle')) ?? 'irregular',
      access: accesses.find((each) => each === of('access')) ?? 'request',
    });
  };
  const all = cycles.map((code) => ({ code, title: cycleNames[code] ?? texts.none }));
  const ways = accesses.map((code) => ({ code, title: accessNames[code] }));
  return (
    <form className="card stack" onSubmit={send} aria-label={say(texts.propose)}>
      <Input name="code" label={texts.code} hint={texts.codeHint} pattern="[a-z][a-z0-9\-]{2,60}" />
      <Input name="titleZh" label={texts.titleZh} />
      <Input name="titleEn" label={texts.titleEn} />
      <Input name="abstractZh" label={texts.abstractZh} />
      <Input name="abstractEn" label={texts.abstractEn} />
      <Choice name="domain" label={texts.domain} choices={named.domains} />
      <Choice name="licence" label={texts.licence} choices={named.licences} />
      <Choice name="cycle" label={texts.cycle} choices={all} />
      <Choice name="access" label={texts.access} choices={ways} />
      <div className="row">
        <button type="submit" className="button primary" disabled={busy}>
          {say(texts.send)}
        </button>
      </div>
      {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

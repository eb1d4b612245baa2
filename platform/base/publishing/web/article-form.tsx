import { useId, useState, type ReactNode } from 'react';
import { DateInput, DayAndTime, dayAndTimeOf, ProblemNote, useAct, useSay, words as uiWords } from '#ui';
import { operations, type Edited } from '../contract.ts';
import { categories, channels, disclosures } from '../rules.ts';
import { FilesField } from './files-field.tsx';
import { categoryWords, texts } from './words.ts';

const textOf = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
/** Times are those of the city's clocks, wherever the reader sits. */
const instantOf = (form: FormData, name: string): string | null => {
  const local = dayAndTimeOf(form, name);
  return local === '' ? null : new Date(`${local}:00+08:00`).toISOString();
};
const localOf = (instant: string | null): string =>
  instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);

export function draftOf(form: FormData, files: readonly string[]) {
  return {
    category: textOf(form, 'category') as 'notice',
    disclosure: textOf(form, 'disclosure') as 'active',
    issuedOn: textOf(form, 'issuedOn'),
    channels: channels.filter((channel) => form.has(`channel-${channel}`)),
    fromAt: instantOf(form, 'fromAt'),
    toAt: instantOf(form, 'toAt'),
    title: { zh: textOf(form, 'titleZh'), en: textOf(form, 'titleEn') },
    body: { zh: textOf(form, 'bodyZh'), en: textOf(form, 'bodyEn') },
    note: textOf(form, 'note') || null,
    attachments: [...files],
  };
}

type Field = 'titleZh' | 'titleEn' | 'bodyZh' | 'bodyEn';
const words: readonly { name: Field; area: boolean; required: boolean }[] = [
  { name: 'titleZh', area: false, required: true },
  { name: 'titleEn', area: false, required: true },
  { name: 'bodyZh', area: true, required: true },
  { name: 'bodyEn', area: true, required: false },
];

function WordFields({ of }: { readonly of: Edited | undefined }) {
  const say = useSay();
  const id = useId();
  const valueOf: Record<Field, string | undefined> = {
    titleZh: of?.title.zh,
    titleEn: of?.title.en,
    bodyZh: of?.body.zh,
    bodyEn: of?.body.en,
  };
  return (
    <>
      {words.map(({ name, area, required }) => (
        <div key={name} className="field">
          <label htmlFor={`${id}-${name}`}>{say(texts[name])}</label>
          {area ? (
            <textarea
              id={`${id}-${name}`}
              className="textarea"
              name={name}
              rows={8}
              required={required}
              defaultValue={valueOf[name]}
              aria-describedby={`${id}-hint`}
            />
          ) : (
            <input
              id={`${id}-${name}`}
              className="input"
              name={name}
              maxLength={120}
              required
              defaultValue={valueOf[name]}
            />
          )}
        </div>
      ))}
      <p id={`${id}-hint`} className="hint">
        {say(texts.bodyHint)}
      </p>
    </>
  );
}

function Choice({
  name,
  label,
  children,
  value,
}: {
  name: string;
  label: string;
  children: ReactNode;
  value: string | undefined;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="select" name={name} defaultValue={value}>
        {children}
      </select>
    </div>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span id={`${id}-hint`} className="hint">
        {say(uiWords.dayForm)}
      </span>
      <DateInput id={id} name={name} required defaultValue={value} aria-describedby={`${id}-hint`} />
    </div>
  );
}

function FactFields({ of }: { readonly of: Edited | undefined }) {
  const say = useSay();
  return (
    <>
      <Choice name="category" label={say(texts.category)} value={of?.category}>
        {categories.map((value) => (
          <option key={value} value={value}>
            {say(categoryWords[value])}
          </option>
        ))}
      </Choice>
      <Choice name="disclosure" label={say(texts.disclosure)} value={of?.disclosure}>
        {disclosures.map((value) => (
          <option key={value} value={value}>
            {say(texts[value])}
          </option>
        ))}
      </Choice>
      <Day name="issuedOn" label={say(texts.issuedOn)} value={of?.issuedOn ?? ''} />
      <fieldset className="field">
        <legend>{say(texts.channels)}</legend>
        {channels.map((channel) => (
          <label key={channel} className="check">
            <input
              type="checkbox"
              name={`channel-${channel}`}
              defaultChecked={of?.channels.includes(channel) ?? true}
            />
            <span>{say(texts[channel])}</span>
          </label>
        ))}
      </fieldset>
      <DayAndTime name="fromAt" label={texts.fromAt} defaultValue={localOf(of?.fromAt ?? null)} />
      <DayAndTime name="toAt" label={texts.toAt} defaultValue={localOf(of?.toAt ?? null)} />
    </>
  );
}

interface FormProps {
  readonly of?: Edited;
  readonly busy: boolean;
  readonly problem: unknown;
  readonly onSave: (draft: ReturnType<typeof draftOf>) => void;
}

/** Everything that is said of an article; of one that was released only its words can change. */
export function ArticleForm({ of, busy, problem, onSave }: FormProps) {
  const say = useSay();
  const id = useId();
  const [files, setFiles] = useState<readonly string[]>([]);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draftOf(new FormData(event.currentTarget), files));
      }}
    >
      <WordFields of={of} />
      <FactFields of={of} />
      <FilesField onFiles={setFiles} />
      {of && (
        <div className="field">
          <label htmlFor={id}>{say(texts.note)}</label>
          <input
            id={id}
            className="input"
            name="note"
            maxLength={300}
            defaultValue={of.note ?? ''}
            aria-describedby={`${id}-hint`}
          />
          <span id={`${id}-hint`} className="hint">
            {say(texts.noteHint)}
          </span>
        </div>
      )}
      <div className="row">
        <button type="submit" className="button primary" disabled={busy}>
          {say(texts.save)}
        </button>
      </div>
      {problem !== null && problem !== undefined && <ProblemNote problem={problem} />}
    </form>
  );
}

export function NewArticle() {
  const say = useSay();
  const act = useAct('publishing', operations.create);
  return (
    <details className="card">
      <summary>{say(texts.write)}</summary>
      <ArticleForm
        key={act.data?.id}
        busy={act.isPending}
        problem={act.error}
        onSave={(body) => act.mutate({ body })}
      />
    </details>
  );
}

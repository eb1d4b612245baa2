import { type ReactNode, useId } from 'react';
import type { Text } from '#kernel/texts';
import { DateInput, ProblemNote, useAct, useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './survey-words.ts';

function Field({
  label,
  hint,
  children,
}: {
  readonly label: Text;
  readonly hint?: Text;
  readonly children: (id: string, hintId: string | undefined) => ReactNode;
}) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      {hint && (
        <span id={`${id}-hint`} className="hint">
          {say(hint)}
        </span>
      )}
      {children(id, hint && `${id}-hint`)}
    </div>
  );
}

const lines = ['titleZh', 'titleEn', 'leadZh', 'leadEn'] as const;

function Choice({
  label,
  name,
  of,
}: {
  readonly label: Text;
  readonly name: string;
  readonly of: readonly { readonly code: string; readonly title: Text }[];
}) {
  const say = useSay();
  return (
    <Field label={label}>
      {(id) => (
        <select id={id} name={name} className="input" required>
          {of.map(({ code, title }) => (
            <option key={code} value={code}>
              {say(title)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function bodyOf(form: FormData) {
  const of = (name: string) => String(form.get(name) ?? '').trim();
  return {
    title: { zh: of('titleZh'), en: of('titleEn') },
    lead: { zh: of('leadZh'), en: of('leadEn') },
    form: of('form'),
    frame: of('frame'),
    wanted: Number(of('wanted')),
    seed: of('seed'),
    anonymous: form.get('anonymous') === 'yes',
    closesOn: of('closesOn'),
  };
}

function Fields() {
  const known = useCall('feedback', operations.surveyFrames, {});
  return (
    <>
      {lines.map((name) => (
        <Field key={name} label={words[name]}>
          {(id) => <input id={id} name={name} className="input" required minLength={2} maxLength={300} />}
        </Field>
      ))}
      <Choice label={words.form} name="form" of={known.data?.forms ?? []} />
      <Choice label={words.frame} name="frame" of={known.data?.items ?? []} />
      <Field label={words.wanted}>
        {(id) => (
          <input
            id={id}
            name="wanted"
            type="number"
            className="input"
            min={1}
            max={20_000}
            required
            defaultValue={400}
          />
        )}
      </Field>
      <Field label={words.seed} hint={words.seedHint}>
        {(id, hint) => (
          <input
            id={id}
            name="seed"
            className="input"
            required
            minLength={4}
            maxLength={60}
            aria-describedby={hint}
          />
        )}
      </Field>
      <Field label={words.closesOn} hint={{ zh: '年-月-日', en: 'year-month-day' }}>
        {(id, hint) => <DateInput id={id} name="closesOn" required aria-describedby={hint} />}
      </Field>
    </>
  );
}

/** A survey as a draft: what is asked of whom, and by which seed they are drawn. */
export function MakeSurvey({ onEnd }: { readonly onEnd: () => void }) {
  const say = useSay();
  const act = useAct('feedback', operations.makeSurvey, { done: onEnd });
  return (
    <form
      className="sheet stack tight"
      aria-label={say(words.make)}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ body: bodyOf(new FormData(event.currentTarget)) });
      }}
    >
      <Fields />
      <label className="row">
        <input type="checkbox" name="anonymous" value="yes" defaultChecked />
        {say(words.anonymous)}
      </label>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(words.save)}
        </button>
        <button type="button" className="button" onClick={onEnd}>
          {say(words.cancel)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

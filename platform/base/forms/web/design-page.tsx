import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { operations, type Question } from '../contract.ts';
import { definitionOf, draftOf, emptyDraft, emptyQuestion, moved, replaced, type Draft } from './draft.ts';
import { Line, QuestionEditor } from './question-editor.tsx';
import { texts } from './words.ts';

function Preview({ questions }: { readonly questions: readonly Question[] }) {
  const say = useSay();
  const labelOf = (name: string) =>
    say(questions.find((each) => each.name === name)?.label ?? { zh: name, en: name });
  return (
    <section className="sheet" aria-labelledby="form-preview">
      <h2 id="form-preview">{say(texts.preview)}</h2>
      <ol>
        {questions.map(({ name, label, kind, showIf }) => (
          <li key={name}>
            {say(label) || name} <span className="quiet small">{say(texts[kind])}</span>
            {showIf.map(({ question, is, value }) => (
              <div key={question} className="quiet small">
                {say(texts.onlyIf, { question: labelOf(question), is: say(texts[is]), value: value ?? '' })}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

function Head({ draft: { code, title, lead }, onChange }: PartProps) {
  const say = useSay();
  return (
    <div className="row">
      <Line label={say(texts.code)} value={code} onChange={(next) => onChange({ code: next })} />
      <Line
        label={say(texts.titleZh)}
        value={title.zh}
        onChange={(zh) => onChange({ title: { ...title, zh } })}
      />
      <Line
        label={say(texts.titleEn)}
        value={title.en}
        onChange={(en) => onChange({ title: { ...title, en } })}
      />
      <Line
        label={say(texts.leadZh)}
        value={lead.zh}
        onChange={(zh) => onChange({ lead: { ...lead, zh } })}
      />
      <Line
        label={say(texts.leadEn)}
        value={lead.en}
        onChange={(en) => onChange({ lead: { ...lead, en } })}
      />
    </div>
  );
}

/** The questions in order; moved by buttons, so the keyboard does it too. */
function Questions({ draft: { questions }, onChange }: PartProps) {
  const say = useSay();
  const put = (next: Question[]) => onChange({ questions: next });
  return (
    <>
      {questions.map((question, at) => (
        <fieldset key={at} className="stack tight">
          <legend>{say(texts.question, { number: at + 1 })}</legend>
          <QuestionEditor
            question={question}
            before={questions.slice(0, at)}
            onChange={(next) => put(replaced(questions, at, next))}
          />
          <div className="row">
            {(['up', 'down', 'remove'] as const).map((does) => (
              <button
                key={does}
                type="button"
                className="button small"
                aria-label={`${say(texts[does])} ${at + 1}`}
                disabled={(does === 'up' && at === 0) || (does === 'down' && at === questions.length - 1)}
                onClick={() =>
                  put(
                    does === 'remove'
                      ? questions.filter((_, index) => index !== at)
                      : moved(questions, at, does === 'up' ? at - 1 : at + 1),
                  )
                }
              >
                {say(texts[does])}
              </button>
            ))}
          </div>
        </fieldset>
      ))}
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => put([...questions, emptyQuestion(questions.length + 1)])}
        >
          {say(texts.add)}
        </button>
      </div>
    </>
  );
}

function Designer({ begin }: { readonly begin: Draft }) {
  const say = useSay();
  const [draft, setDraft] = useState(begin);
  const save = useAct('forms', operations.saveForm);
  const publish = useAct('forms', operations.publishForm);
  const change = (part: Partial<Draft>) => {
    save.reset();
    publish.reset();
    setDraft({ ...draft, ...part });
  };
  const { code, title, lead } = draft;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ params: { code }, body: { title, lead, definition: definitionOf(draft) } });
      }}
    >
      <div className="sheet stack">
        <Head draft={draft} onChange={change} />
        <Questions draft={draft} onChange={change} />
        {save.isError && <ProblemNote problem={save.error} />}
        {publish.isError && <ProblemNote problem={publish.error} />}
        <div className="row">
          <button type="submit" className="button primary" disabled={save.isPending}>
            {say(texts.save)}
          </button>
          <button
            type="button"
            className="button"
            disabled={save.data === undefined || publish.isPending}
            onClick={() => publish.mutate({ params: { code } })}
          >
            {say(texts.publish)}
          </button>
          <span role="status">{publish.data ? say(texts.published) : save.data && say(texts.saved)}</span>
        </div>
      </div>
      <Preview questions={draft.questions} />
    </form>
  );
}

/** A form is designed: questions, their order, their conditions; saved as a draft, then published. */
export function DesignPage() {
  const say = useSay();
  const { code = 'new' } = useParams();
  const forms = useCall('forms', operations.forms, {});
  const found = forms.data?.items.filter((each) => each.code === code).at(-1);
  return (
    <div className="stack">
      <PageHead
        title={say(texts.design)}
        lead={say(texts.lead)}
        actions={
          <Link className="button" to="/forms/forms">
            {say(texts.back)}
          </Link>
        }
      />
      {forms.isError && <ProblemNote problem={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.isPending && <Skeleton lines={6} />}
      {forms.data && <Designer key={code} begin={found ? draftOf(found) : emptyDraft} />}
    </div>
  );
}

import { useRef, type RefObject } from 'react';
import { useNavigate } from 'react-router';
import { ProblemNote, useAct, useSay } from '#ui';
import { operations, type Check, type RuleDraft } from '../contract.ts';
import { draftIn } from './draft-in.ts';
import { KindControls } from './kind-controls.tsx';
import { Labelled } from './labelled.tsx';
import { ConditionFields, ConsequenceFields, WordFields } from './rule-fields.tsx';
import type { RuleFormProps } from './rule-form-page.tsx';
import { texts } from './rule-form-words.ts';
import { TriedRows } from './tried-rows.tsx';

const ofBatch = /^(?:row-|missing-|distinct-|statistic|values-|freshness|drift)/;
const acrossRows = /^(?:unique|shared-|same-)/;
/** What looks at rows one by one may do so under a condition. */
const hasCondition = (kind: Check['kind']): boolean => !ofBatch.test(kind) && !acrossRows.test(kind);

type Form = RefObject<HTMLFormElement | null>;

/** Says what is still missing; the reason is asked for when the rule is saved, not when it is tried. */
function isFilledIn(form: Form): boolean {
  const missing = form.current?.querySelector<HTMLInputElement>(':invalid:not(fieldset, [name=reason])');
  missing?.reportValidity();
  return !missing;
}

function useSaving({ changed }: RuleFormProps) {
  const navigate = useNavigate();
  const done = { done: ({ id }: { id: string }) => void navigate(`/quality/stated-rules/${id}`) };
  const state = useAct('quality', operations.stateRule, done);
  const change = useAct('quality', operations.changeRule, done);
  return {
    busy: state.isPending || change.isPending,
    problem: state.error ?? change.error,
    save(rule: RuleDraft, how: 'draft' | 'in-force', reason: string) {
      if (!changed) return state.mutate({ body: { rule, state: how, reason } });
      const { id, stated } = changed;
      return change.mutate({ params: { id }, body: { rule, revision: stated.revision, reason } });
    },
  };
}

function Buttons({ changed, busy }: { readonly changed: boolean; readonly busy: boolean }) {
  const say = useSay();
  return (
    <div className="row">
      <button type="submit" value="in-force" className="button primary" disabled={busy}>
        {say(changed ? texts.save : texts.enforce)}
      </button>
      {!changed && (
        <button type="submit" value="draft" className="button" disabled={busy}>
          {say(texts.draft)}
        </button>
      )}
    </div>
  );
}

/** What a rule of one kind asks for; tried on the newest batch, then saved with a reason. */
export function RuleForm(props: RuleFormProps) {
  const { dataset, datasets, kind, changed } = props;
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  const trial = useAct('quality', operations.tryRule);
  const { busy, problem, save } = useSaving(props);
  const given = changed?.stated.rule;
  const read = () => new FormData(form.current ?? undefined);
  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const { submitter } = event.nativeEvent as SubmitEvent;
        const how = submitter?.getAttribute('value') === 'draft' ? 'draft' : 'in-force';
        save(draftIn(read(), dataset.code, kind), how, String(read().get('reason')));
      }}
    >
      <section className="sheet stack tight">
        <h2>{say(texts.what)}</h2>
        <KindControls kind={kind} dataset={dataset} datasets={datasets} given={given?.check} />
        {hasCondition(kind) && <ConditionFields dataset={dataset} when={given?.when} />}
        <div className="row">
          <button
            type="button"
            className="button second"
            disabled={trial.isPending}
            onClick={() => {
              if (isFilledIn(form)) trial.mutate({ body: draftIn(read(), dataset.code, kind) });
            }}
          >
            {say(texts.try)}
          </button>
        </div>
        {trial.error && <ProblemNote problem={trial.error} />}
      </section>
      {trial.data && <TriedRows tried={trial.data} ofBatch={ofBatch.test(kind)} />}
      <section className="sheet stack tight">
        <h2>{say(texts.how)}</h2>
        <ConsequenceFields given={given} />
        <WordFields given={given} />
        <Labelled label={texts.reason} hint={texts.reasonHint}>
          {(ids) => <input {...ids} name="reason" className="input" required minLength={2} maxLength={500} />}
        </Labelled>
        <Buttons changed={changed !== undefined} busy={busy} />
        {problem && <ProblemNote problem={problem} />}
      </section>
    </form>
  );
}

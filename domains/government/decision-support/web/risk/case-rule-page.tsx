import { type FormEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Amount, PageHead, Pick, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { levelNames, levels, operations, type RiskKind, type RiskRule } from '../../contract.ts';
import { readCaseRule } from '../form-values.ts';
import { Named, Who } from '../rule-fields.tsx';
import { words as ruleWords } from '../words.ts';
import { TestedView } from './tested-view.tsx';
import { words } from './words.ts';

interface Props {
  readonly kinds: readonly RiskKind[];
  /** The rule that is changed. */
  readonly before: RiskRule | undefined;
  readonly simulated: boolean;
}

function What({ kinds, before }: Pick<Props, 'kinds' | 'before'>) {
  const say = useSay();
  const titles = new Map(kinds.map(({ kind, kindTitle }) => [kind, kindTitle]));
  const own = before?.taskKind;
  if (own !== undefined && !titles.has(own)) titles.set(own, { zh: own, en: own });
  const choices = [...titles].map(([value, title]) => ({ value, title }));
  return (
    <>
      <Pick name="taskKind" label={words.kind} choices={choices} none={words.allKinds} begin={own} />
      <fieldset className="parts row">
        <legend>{say(words.levelsOf)}</legend>
        {levels.map((level) => (
          <Amount
            key={level}
            name={`level.${level}`}
            label={levelNames[level]}
            begin={before?.detector.levels[level]}
          />
        ))}
      </fieldset>
      <Amount name="clear" label={words.clear} begin={before?.detector.clear} />
    </>
  );
}

function CaseRuleForm({ kinds, before, simulated }: Props) {
  const say = useSay();
  const trying = useAct('decision-support', operations.backTestCases);
  const saving = useAct('decision-support', operations.defineCaseRule, { renews: ['records'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const rule = readCaseRule(data);
    const invented = data.has('simulated');
    const { submitter } = event.nativeEvent as SubmitEvent;
    if ((submitter as HTMLButtonElement | null)?.value === 'save')
      saving.mutate({ params: { code: rule.code }, body: { rule, simulated: invented } });
    else trying.mutate({ body: { rule, simulated: invented, weeks: 12 } });
  };
  return (
    <form className="card stack" onSubmit={send} aria-label={say(words.define)}>
      <Named before={before} />
      <What kinds={kinds} before={before} />
      <Who before={before} />
      <label className="row">
        <input type="checkbox" name="simulated" defaultChecked={simulated} /> {say(words.simulated)}
      </label>
      <div className="row">
        <button type="submit" className="button" value="try" disabled={trying.isPending}>
          {say(words.backTest)}
        </button>
        <button type="submit" className="button primary" value="save" disabled={saving.isPending}>
          {say(ruleWords.save)}
        </button>
      </div>
      {trying.isError && <ProblemNote problem={trying.error} />}
      {saving.isError && <ProblemNote problem={saving.error} />}
      <div role="status">
        {saving.isSuccess && (
          <p className="notice">
            {say(ruleWords.saved)}{' '}
            <Link to={`/decision-support/rules/${saving.data.code}`}>{say(ruleWords.see)}</Link>
          </p>
        )}
      </div>
      {trying.data && <TestedView tested={trying.data} />}
    </form>
  );
}

function Changing({ code, kinds }: { readonly code: string; readonly kinds: readonly RiskKind[] }) {
  const say = useSay();
  const rule = useCall('decision-support', operations.caseRule, { params: { code } });
  if (rule.isPending) return <Skeleton lines={6} />;
  if (rule.isError) return <ProblemNote problem={rule.error} onRetry={() => void rule.refetch()} />;
  return (
    <>
      {rule.data.fromFile && <p className="notice">{say(ruleWords.fromFile)}</p>}
      <CaseRuleForm kinds={kinds} before={rule.data.rule} simulated={rule.data.simulated} />
    </>
  );
}

/** Where a rule of cases is declared: tried on the past first, refused with the reason, or saved. */
export function CaseRulePage() {
  const say = useSay();
  const [search] = useSearchParams();
  const code = search.get('rule');
  const asked = useCall('decision-support', operations.riskKinds, {});
  return (
    <div className="stack">
      <PageHead title={say(words.define)} lead={say(words.defineLead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && code !== null && <Changing key={code} code={code} kinds={asked.data.items} />}
      {asked.data && code === null && (
        <CaseRuleForm kinds={asked.data.items} before={undefined} simulated={false} />
      )}
    </div>
  );
}

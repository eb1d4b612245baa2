import { useSearchParams } from 'react-router';
import { Amount, PageHead, Pick, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { levelNames, levels, operations, type RiskKind, type RiskRule } from '../../contract.ts';
import { readCaseRule } from '../form-values.ts';
import { RuleForm } from '../rule-form.tsx';
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

const weeks = 12;

function CaseRuleForm({ kinds, before, simulated }: Props) {
  const trying = useAct('decision-support', operations.backTestCases);
  const saving = useAct('decision-support', operations.defineCaseRule, { renews: ['records'] });
  const said = (data: FormData) => ({ rule: readCaseRule(data), simulated: data.has('simulated') });
  const save = (data: FormData) => {
    const body = said(data);
    saving.mutate({ params: { code: body.rule.code }, body });
  };
  return (
    <RuleForm
      title={words.define}
      before={before}
      simulated={simulated}
      words={words}
      trying={trying}
      saving={saving}
      onTry={(data) => trying.mutate({ body: { ...said(data), weeks } })}
      onSave={save}
      tested={trying.data && <TestedView tested={trying.data} />}
    >
      <What kinds={kinds} before={before} />
    </RuleForm>
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

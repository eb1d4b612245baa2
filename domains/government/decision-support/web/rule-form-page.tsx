import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { Line, PageHead, Pick, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import { type Detector, grainNames, operations, type RuleDefinition } from '../contract.ts';
import { BackTestView } from './back-test-view.tsx';
import { DetectorFields } from './detector-fields.tsx';
import { placeText, readRule } from './form-values.ts';
import { RuleForm } from './rule-form.tsx';
import { words } from './words.ts';

type Measure = Result<typeof operations.ruleMeasures>['items'][number];

interface Props {
  readonly measures: readonly Measure[];
  /** The rule that is changed. */
  readonly before: RuleDefinition | undefined;
  readonly simulated: boolean;
  /** Limits that are proposed, in place of those in force. */
  readonly proposed: Detector | undefined;
}

function What({ measures, before }: Pick<Props, 'measures' | 'before'>) {
  const [code, setCode] = useState(before?.measure ?? '');
  const measure = measures.find((each) => each.code === code);
  const dimensions = (measure?.dimensions ?? []).map(({ name, title }) => ({ value: name, title }));
  const choices = measures.map((each) => ({ value: each.code, title: each.title }));
  const grains = Object.entries(grainNames).map(([value, title]) => ({ value, title }));
  return (
    <>
      <Pick
        name="measure"
        label={words.measure}
        choices={choices}
        begin={before?.measure}
        onChoose={setCode}
      />
      <div className="row">
        <Pick name="grain" label={words.grain} choices={grains} none={words.own} begin={before?.grain} />
        <Pick
          key={code}
          name="by"
          label={words.by}
          choices={dimensions}
          none={words.whole}
          begin={before?.by}
        />
        <Line name="where" label={words.only} begin={placeText(before?.where ?? {})} required={false} />
      </div>
    </>
  );
}

const periods = 24;

function MeasureRuleForm({ measures, before, simulated, proposed }: Props) {
  const begin = proposed ?? before?.detector;
  const [kind, setKind] = useState<Detector['kind']>(begin?.kind ?? 'limits');
  const [tried, setTried] = useState<Detector>();
  const trying = useAct('decision-support', operations.backTest);
  const saving = useAct('decision-support', operations.defineRule, { renews: ['records'] });
  const said = (data: FormData) => ({ rule: readRule(data, before), simulated: data.has('simulated') });
  const save = (data: FormData) => {
    const body = said(data);
    saving.mutate({ params: { code: body.rule.code }, body });
  };
  const run = (data: FormData) => {
    const body = said(data);
    setTried(body.rule.detector);
    trying.mutate({ body: { ...body, periods } });
  };
  return (
    <RuleForm
      title={words.define}
      before={before}
      simulated={simulated}
      words={{ simulated: words.invented, backTest: words.backTest }}
      trying={trying}
      saving={saving}
      onTry={run}
      onSave={save}
      tested={trying.data && tried && <BackTestView tested={trying.data} detector={tried} />}
    >
      <What measures={measures} before={before} />
      <DetectorFields kind={kind} begin={begin} onKind={setKind} />
    </RuleForm>
  );
}

/** The rule that is changed, with its limits or with those that are proposed. */
function Changing({ code, measures }: { readonly code: string; readonly measures: readonly Measure[] }) {
  const say = useSay();
  const [search] = useSearchParams();
  const wanted = search.has('proposed');
  const rule = useCall('decision-support', operations.definition, { params: { code } });
  const proposal = useCall(
    'decision-support',
    operations.proposal,
    { params: { code } },
    { enabled: wanted },
  );
  if (rule.isError) return <ProblemNote problem={rule.error} onRetry={() => void rule.refetch()} />;
  if (rule.isPending || (wanted && proposal.isPending)) return <Skeleton lines={6} />;
  return (
    <>
      {rule.data.fromFile && <p className="notice">{say(words.fromFile)}</p>}
      <MeasureRuleForm
        measures={measures}
        before={rule.data.rule}
        simulated={rule.data.simulated}
        proposed={proposal.data?.proposal?.detector}
      />
    </>
  );
}

/** Where a rule is declared: tried on the past first, refused with the reason, or saved. */
export function RuleFormPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const code = search.get('rule');
  const asked = useCall('decision-support', operations.ruleMeasures, {});
  return (
    <div className="stack">
      <PageHead title={say(words.define)} lead={say(words.defineLead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && code !== null && <Changing key={code} code={code} measures={asked.data.items} />}
      {asked.data && code === null && (
        <MeasureRuleForm
          measures={asked.data.items}
          before={undefined}
          simulated={false}
          proposed={undefined}
        />
      )}
    </div>
  );
}

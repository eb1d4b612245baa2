import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { operations as catalogue, type Dataset } from '#platform/data/catalogue/contract';
import { EmptyState, PageHead, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { kindNames, operations, type Check, type RuleDraft } from '../contract.ts';
import { optionsOf, Select } from './labelled.tsx';
import { texts } from './rule-form-words.ts';
import { RuleForm } from './rule-form.tsx';

type Kind = Check['kind'];
const isKind = (text: string): text is Kind => text in kindNames;
interface Stated {
  readonly rule: RuleDraft;
  readonly revision: number;
}

export interface RuleFormProps {
  readonly dataset: Dataset;
  readonly datasets: readonly Dataset[];
  readonly kind: Kind;
  readonly changed: { readonly id: string; readonly stated: Stated } | undefined;
}

interface Chosen {
  readonly dataset: string;
  readonly kind: string;
}

function Choice(props: {
  readonly datasets: readonly Dataset[];
  readonly chosen: Chosen;
  readonly fixed: boolean;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const { datasets, chosen, fixed, onChoose } = props;
  const options = datasets.filter(({ code }) => !fixed || code === chosen.dataset);
  return (
    <div className="sheet stack tight">
      <Select
        label={texts.dataset}
        name="dataset"
        options={options.map(({ code, title }) => ({ value: code, label: title }))}
        value={chosen.dataset}
        onChange={(dataset) => onChoose({ ...chosen, dataset })}
      />
      <Select
        label={texts.kind}
        name="kind"
        options={optionsOf(kindNames)}
        value={chosen.kind}
        onChange={(kind) => onChoose({ ...chosen, kind })}
      />
    </div>
  );
}

interface Known {
  readonly datasets: readonly Dataset[];
  readonly changed: RuleFormProps['changed'];
}

/** Dataset and kind are chosen first; then the kind asks for what it needs. */
function ChooseAndFill({ datasets, changed }: Known) {
  const say = useSay();
  const [search] = useSearchParams();
  const [now, setNow] = useState<Chosen>({
    dataset: changed?.stated.rule.dataset ?? search.get('dataset') ?? '',
    kind: changed?.stated.rule.check.kind ?? search.get('kind') ?? '',
  });
  const dataset = datasets.find(({ code }) => code === now.dataset);
  return (
    <>
      <Choice datasets={datasets} chosen={now} fixed={changed !== undefined} onChoose={setNow} />
      {dataset && isKind(now.kind) ? (
        <RuleForm
          key={`${now.dataset} ${now.kind}`}
          dataset={dataset}
          datasets={datasets}
          kind={now.kind}
          changed={changed}
        />
      ) : (
        <EmptyState title={say(texts.choose)} />
      )}
    </>
  );
}

/** A rule is made, or changed, without code. */
export function RuleFormPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const id = search.get('rule') ?? '';
  const datasets = useCall('catalogue', catalogue.datasets, { query: {} });
  const stated = useCall('quality', operations.rule, { params: { id } }, { enabled: id !== '' });
  const problem = datasets.error ?? stated.error;
  if (problem) return <ProblemNote problem={problem} />;
  const ready = datasets.data && (id === '' || stated.data);
  if (!ready) return <Skeleton lines={10} />;
  return (
    <div className="stack">
      <PageHead title={say(id === '' ? texts.make : texts.change)} lead={say(texts.lead)} />
      <ChooseAndFill datasets={datasets.data.items} changed={stated.data && { id, stated: stated.data }} />
    </div>
  );
}

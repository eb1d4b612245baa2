import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { EmptyState, PageHead, ProblemNote, Skeleton, useAct, useCall, useSay } from '#ui';
import { operations, type ColumnChoice, type OpenableSource } from '../contract.ts';
import { FieldChoices } from './field-choices.tsx';
import { FormChoice, type ChosenForm } from './form-choice.tsx';
import { ProposalForm, type ProposalWords } from './proposal-form.tsx';
import { RiskSection } from './risk-section.tsx';
import { texts } from './words.ts';

interface Props {
  readonly source: OpenableSource;
  readonly named: Parameters<typeof ProposalForm>[0]['named'];
}

/** One source: its fields, what the gate says of the choice, and the words of the proposal. */
function Propose({ source, named }: Props) {
  const say = useSay();
  const [columns, setColumns] = useState<readonly ColumnChoice[]>([]);
  const [as, setAs] = useState<ChosenForm>({ form: 'rows' });
  const measuring = useAct('open-data', operations.measure);
  const proposing = useAct('open-data', operations.propose, { renews: ['tasks'] });
  const send = (words: ProposalWords) =>
    proposing.mutate({ body: { ...words, ...as, source: source.code, columns: [...columns] } });
  const measure = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    measuring.mutate({ body: { ...as, source: source.code, columns: [...columns] } });
  };
  return (
    <div className="stack">
      <form className="card stack" onSubmit={measure}>
        <FieldChoices
          source={source}
          columns={columns}
          onChange={(chosen) => {
            setColumns(chosen);
            measuring.reset();
          }}
        />
        <FormChoice
          chosen={as}
          onChange={(chosen) => {
            setAs(chosen);
            measuring.reset();
          }}
        />
        <div className="row">
          <button
            type="submit"
            className="button primary"
            disabled={columns.length === 0 || measuring.isPending}
          >
            {say(texts.measure)}
          </button>
        </div>
        {measuring.isError && <ProblemNote problem={measuring.error} />}
      </form>
      <div role="status">{measuring.data && <RiskSection risk={measuring.data.risk} />}</div>
      {measuring.data?.risk.verdict === 'fits' && !proposing.isSuccess && (
        <ProposalForm named={named} busy={proposing.isPending} problem={proposing.error} onSend={send} />
      )}
      {proposing.isSuccess && (
        <p role="status" className="notice">
          {say(texts.sent)}{' '}
          <Link to={`/open-data/releases/${encodeURIComponent(proposing.data.code)}`}>{say(texts.see)}</Link>
        </p>
      )}
    </div>
  );
}

/** Where a clerk proposes to open a resource of the own department. */
export function ProposePage() {
  const say = useSay();
  const [code, setCode] = useState('');
  const asked = useCall('open-data', operations.sources, {});
  const source = asked.data?.items.find((each) => each.code === code);
  return (
    <div className="stack">
      <PageHead title={say(texts.propose)} lead={say(texts.proposeLead)} />
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data?.items.length === 0 && (
        <EmptyState title={say(texts.noSources)} hint={say(texts.noSourcesHint)} />
      )}
      {asked.data && asked.data.items.length > 0 && (
        <div className="field">
          <label htmlFor="open-data-source">{say(texts.source)}</label>
          <select
            id="open-data-source"
            className="input"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          >
            <option value="">{say(texts.choose)}</option>
            {asked.data.items.map((each) => (
              <option key={each.code} value={each.code}>
                {say(each.title)} ({each.code})
              </option>
            ))}
          </select>
        </div>
      )}
      {source && asked.data && <Propose key={source.code} source={source} named={asked.data} />}
    </div>
  );
}

import { useState } from 'react';
import { OnceMore, ProblemNote, useAct, useMay, useSay, useSession, type AnyRow } from '#ui';
import { operations, type ItemDecision, type RowFilter } from '../contract.ts';
import { decisionNames, treatments, type Item } from '../records.ts';
import { useItemLabels } from './items-table.tsx';
import { Labelled } from './labelled.tsx';
import { words } from './words.ts';

interface Choice {
  readonly decision: ItemDecision['decision'];
  readonly reason: string;
}

function ItemRow(props: {
  readonly label: string;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
}) {
  const say = useSay();
  const { label, choice, onChoose } = props;
  return (
    <div className="row">
      <Labelled label={say(words.decisionOf, { item: label })}>
        {(ids) => (
          <select
            {...ids}
            className="select"
            value={choice.decision}
            onChange={({ target }) => onChoose({ ...choice, decision: target.value as Choice['decision'] })}
          >
            {treatments.map((each) => (
              <option key={each} value={each}>
                {say(decisionNames[each])}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {choice.decision === 'refuse' && (
        <Labelled label={say(words.reasonOf, { item: label })}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              required
              minLength={2}
              maxLength={500}
              value={choice.reason}
              onChange={({ target }) => onChoose({ ...choice, reason: target.value })}
            />
          )}
        </Labelled>
      )}
    </div>
  );
}

interface Filtering {
  readonly field: string;
  readonly values: string;
  readonly division: string;
}
const noFilter: Filtering = { field: '', values: '', division: '' };

function filterIn({ field, values, division }: Filtering): RowFilter {
  if (field === '') return [];
  const code = division.trim();
  if (code !== '') return [{ field, division: code }];
  const lines = values.split('\n').map((line) => line.trim());
  return [{ field, values: lines.filter((line) => line !== '') }];
}

const filteringOf = (condition: RowFilter[number]): Filtering =>
  'division' in condition
    ? { ...noFilter, field: condition.field, division: condition.division }
    : { ...noFilter, field: condition.field, values: condition.values.join('\n') };

/** Which rows, beginning with what was decided before. */
function useFilter(before: RowFilter) {
  const [chosen, setChosen] = useState<readonly Filtering[]>(
    before.length > 0 ? before.map(filteringOf) : [noFilter],
  );
  const [touched, setTouched] = useState(false);
  return {
    chosen,
    choose: (at: number, filtering: Filtering) => {
      setChosen(chosen.with(at, filtering));
      setTouched(true);
    },
    // What nobody touched stays as it is, to the letter.
    filter: touched ? chosen.flatMap(filterIn) : before,
  };
}

function FilterChoice(props: {
  readonly dataset: string;
  readonly fields: readonly string[];
  readonly chosen: Filtering;
  readonly onChoose: (chosen: Filtering) => void;
}) {
  const say = useSay();
  const labelOf = useItemLabels(props.dataset);
  const { fields, chosen, onChoose } = props;
  return (
    <fieldset className="field">
      <legend>{say(words.filter)}</legend>
      <p className="hint">{say(words.filterHint)}</p>
      <Labelled label={say(words.filterField)}>
        {(ids) => (
          <select
            {...ids}
            className="select"
            value={chosen.field}
            onChange={({ target }) => onChoose({ ...chosen, field: target.value })}
          >
            <option value="">{say(words.filterAll)}</option>
            {fields.map((field) => (
              <option key={field} value={field}>
                {labelOf(field)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {chosen.field !== '' && (
        <div className="row">
          <Labelled label={say(words.filterValues)}>
            {(ids) => (
              <textarea
                {...ids}
                className="textarea"
                rows={3}
                value={chosen.values}
                onChange={({ target }) => onChoose({ ...chosen, values: target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say(words.filterDivision)}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                inputMode="numeric"
                pattern="[0-9]{2,12}"
                value={chosen.division}
                onChange={({ target }) => onChoose({ ...chosen, division: target.value })}
              />
            )}
          </Labelled>
        </div>
      )}
    </fieldset>
  );
}

function Why({ value, onChange }: { readonly value: string; readonly onChange: (why: string) => void }) {
  const say = useSay();
  return (
    <Labelled label={say(words.why)}>
      {(ids) => (
        <textarea
          {...ids}
          className="textarea"
          rows={2}
          maxLength={500}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Labelled>
  );
}

/** What a person chose for each item that waits, and for the rows. */
function useChoices(open: readonly Item[]) {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const choiceOf = (field: string): Choice => choices[field] ?? { decision: 'grant', reason: '' };
  return {
    choiceOf,
    choose: (field: string, choice: Choice) => setChoices({ ...choices, [field]: choice }),
    complete: open.every(({ field }) => {
      const { decision, reason } = choiceOf(field);
      return decision !== 'refuse' || reason.trim().length >= 2;
    }),
    items: open.map(({ field }): ItemDecision => {
      const { decision, reason } = choiceOf(field);
      return { field, decision, ...(decision === 'refuse' ? { reason: reason.trim() } : {}) };
    }),
  };
}

interface DecideProps {
  readonly row: AnyRow;
  readonly settles?: boolean;
}

/** The provider decides each item and which rows; the data office does so anew when it settles a dispute. */
export function DecideForm({ row, settles = false }: DecideProps) {
  const may = useMay();
  const { actor } = useSession();
  const isTheirs = settles
    ? may('exchange:check')
    : may('exchange:decide') && actor.organisation === row['provider'];
  return isTheirs ? <Choices row={row} settles={settles} /> : null;
}

function Choices({ row, settles }: Required<DecideProps>) {
  const say = useSay();
  const dataset = String(row['dataset']);
  const labelOf = useItemLabels(dataset);
  const asked = row['items'] as readonly Item[];
  const open = asked.filter(({ standing }) => standing === 'conditional');
  const { choiceOf, choose, complete, items } = useChoices(open);
  const before = row['filter'] as RowFilter;
  const { chosen, choose: chooseRows, filter } = useFilter(before);
  const [why, setWhy] = useState('');
  const decide = useAct('exchange', operations.decide, { renews: ['tasks'] });
  const settle = useAct('exchange', operations.settle, { renews: ['tasks'] });
  const params = { key: String(row['number']) };
  const said = why.trim().length >= 2;
  const send = () => {
    if (settles) settle.mutate({ params, body: { outcome: 'overrule', items, filter, why: why.trim() } });
    else decide.mutate({ params, body: { items, filter, ...(said ? { why: why.trim() } : {}) } });
  };
  const act = settles ? settle : decide;
  return (
    <div className="stack tight">
      {typeof row['renews'] === 'string' && (
        <p className="hint">{say(words.takesOverHint, { agreement: row['renews'] })}</p>
      )}
      {open.map(({ field }) => (
        <ItemRow
          key={field}
          label={labelOf(field)}
          choice={choiceOf(field)}
          onChoose={(choice) => choose(field, choice)}
        />
      ))}
      {chosen.map((filtering, at) => (
        <FilterChoice
          // oxlint-disable-next-line react/no-array-index-key -- conditions neither move nor go
          key={at}
          dataset={dataset}
          fields={[...new Set([...asked, ...before].map(({ field }) => field))]}
          chosen={filtering}
          onChoose={(changed) => chooseRows(at, changed)}
        />
      ))}
      <Why value={why} onChange={setWhy} />
      {act.isError && <ProblemNote problem={act.error} />}
      <div className="row">
        <OnceMore
          className="button primary"
          word={say(settles ? words.overrule : words.saveDecision)}
          will={say(words.decideWill)}
          busy={act.isPending || !complete || (settles && !said)}
          onYes={send}
        />
      </div>
    </div>
  );
}

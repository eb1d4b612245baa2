import { fill, type Text } from '#kernel/texts';
import { useSay } from '#ui';
import { aggregates, kindNames } from '../../../contract.ts';
import { words as pageWords } from '../words.ts';
import { ConditionFields } from './condition-fields.tsx';
import { Pick, Rows, type Choice } from './controls.tsx';
import { fieldsOf, sourceIn, type JoinDraft, type PathField, type SideDraft, type Sources } from './draft.ts';
import { words } from './words.ts';

const days = new Set(['date', 'instant']);
const aggregateChoices = aggregates.map((value) => ({
  value,
  title: kindNames[value] ?? { zh: value, en: value },
}));

/** What a field is called in a list; of a joined record with whose it is. */
export const titleOf = ({ title, of }: PathField): Text =>
  of ? fill(words.of, { record: of, field: title }) : title;

export const choicesOf = (fields: readonly PathField[]): Choice[] =>
  fields.map((field) => ({ value: field.path, title: titleOf(field) }));

interface Props {
  readonly side: SideDraft;
  readonly title: Text;
  readonly sources: Sources;
  readonly onSide: (side: SideDraft) => void;
}

function JoinFields({ side, sources, onSide }: Omit<Props, 'title'>) {
  const ways = (sourceIn(sources, side.record)?.fields ?? []).filter(
    ({ record }) => record !== null && sourceIn(sources, record) !== undefined,
  );
  if (ways.length === 0 && side.joins.length === 0) return null;
  const joinBy = (from: string): JoinDraft => {
    const record = ways.find(({ name }) => name === from)?.record ?? '';
    return { as: from, record, from, to: sourceIn(sources, record)?.key ?? '' };
  };
  return (
    <Rows
      label={words.joins}
      hint={words.joinHint}
      items={side.joins}
      fresh={{ as: '', record: '', from: '', to: '' }}
      most={4}
      onItems={(joins) => onSide({ ...side, joins })}
    >
      {(join, put, name) => (
        <Pick
          label={name(words.joinBy)}
          value={join.from}
          choices={ways.map((each) => ({ value: each.name, title: each.title }))}
          onValue={(from) => put(joinBy(from))}
        />
      )}
    </Rows>
  );
}

const countings = Object.entries(words.countings).map(([value, title]) => ({ value, title }));

interface TimeProps {
  readonly side: SideDraft;
  readonly choices: readonly Choice[];
  readonly onPut: (patch: Partial<SideDraft>) => void;
}

/** By which date a row belongs to a period, or since when and until when it stands. */
function TimeFields({ side: { stands, time, until, lastDay }, choices, onPut }: TimeProps) {
  const say = useSay();
  return (
    <>
      <Pick
        label={say(words.counts)}
        value={stands ? 'stock' : 'flow'}
        choices={countings}
        onValue={(value) => onPut({ stands: value === 'stock' })}
      />
      <Pick
        label={say(stands ? words.since : pageWords.time)}
        value={time}
        choices={choices}
        onValue={(value) => onPut({ time: value })}
      />
      {stands && (
        <Pick
          label={say(words.until)}
          value={until}
          choices={choices}
          none={words.forGood}
          onValue={(value) => onPut({ until: value })}
        />
      )}
      {stands && until !== '' && (
        <label className="row">
          <input
            type="checkbox"
            checked={lastDay}
            onChange={(event) => onPut({ lastDay: event.currentTarget.checked })}
          />{' '}
          {say(words.lastDay)}
        </label>
      )}
    </>
  );
}

/** One side of a measure: which rows of which record, joined with what, added up how. */
export function SideFields({ side, title, sources, onSide }: Props) {
  const say = useSay();
  const fields = fieldsOf(side, sources);
  const own = fields.filter(({ of }) => !of);
  const choices = choicesOf(fields);
  const put = (patch: Partial<SideDraft>) => onSide({ ...side, ...patch });
  return (
    <fieldset className="parts stack">
      <legend>{say(title)}</legend>
      <Pick
        label={say(pageWords.source)}
        value={side.record}
        choices={sources.items.map((each) => ({ value: each.record, title: each.title }))}
        onValue={(record) => put({ record, field: '', time: '', until: '', where: [], joins: [] })}
      />
      <JoinFields side={side} sources={sources} onSide={onSide} />
      <Pick
        label={say(pageWords.aggregate)}
        value={side.aggregate}
        choices={aggregateChoices}
        onValue={(aggregate) => put({ aggregate })}
      />
      {side.aggregate !== 'count' && (
        <Pick
          label={say(pageWords.field)}
          value={side.field}
          choices={choices}
          onValue={(field) => put({ field })}
        />
      )}
      <TimeFields side={side} choices={choicesOf(own.filter(({ kind }) => days.has(kind)))} onPut={put} />
      <ConditionFields
        conditions={side.where}
        fields={fields}
        choices={choices}
        onConditions={(where) => put({ where })}
      />
    </fieldset>
  );
}

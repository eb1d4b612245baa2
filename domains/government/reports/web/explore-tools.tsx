import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import type { Text } from '#kernel/texts';
import { useCall, useSay } from '#ui';
import { grainNames, operations, type Composable, type Grain } from '../contract.ts';
import { placed, searchOf, swapped, widened, withMeasure, type Looking } from './explore-state.ts';
import { words } from './words.ts';

interface SelectProps {
  readonly label: Text;
  readonly value: string;
  readonly none?: Text;
  readonly choices: readonly { readonly value: string; readonly title: Text }[];
  readonly onChoose: (value: string) => void;
}

export function Select({ label, value, none, choices, onChoose }: SelectProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(label)}</label>
      <select
        id={id}
        className="select"
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {none && <option value="">{say(none)}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {say(choice.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ToolsProps {
  readonly looking: Looking;
  readonly measure: Composable;
  readonly offered: readonly Composable[];
  readonly onLook: (next: Looking) => void;
}

const order: readonly Grain[] = ['day', 'month', 'quarter', 'year'];
const forms = [
  { value: 'table', title: words.asTable },
  { value: 'line', title: words.asLine },
  { value: 'bar', title: words.asBar },
] as const;

function Sides({ looking, measure, onLook }: Omit<ToolsProps, 'offered'>) {
  const say = useSay();
  const dimensions = measure.dimensions.map(({ name, title }) => ({ value: name, title }));
  return (
    <>
      <Select
        label={words.rows}
        value={looking.rows ?? ''}
        none={words.noRows}
        choices={dimensions}
        onChoose={(name) => onLook(placed(looking, 'rows', name))}
      />
      {looking.rows !== undefined && (
        <Select
          label={words.columns}
          value={looking.columns ?? ''}
          none={words.overTime}
          choices={dimensions.filter(({ value }) => value !== looking.rows)}
          onChoose={(name) => onLook(placed(looking, 'columns', name))}
        />
      )}
      {looking.columns !== undefined && (
        <button type="button" className="button" onClick={() => onLook(swapped(looking))}>
          {say(words.swap)}
        </button>
      )}
    </>
  );
}

/** Until which period, and over how many; asked for when the field is left or Enter pressed. */
function Over({ looking, onLook }: Pick<ToolsProps, 'looking' | 'onLook'>) {
  const say = useSay();
  const id = useId();
  const { period, ...timeless } = looking;
  const until = (value: string) => {
    const next = value.trim();
    if (next !== (period ?? '')) onLook(next === '' ? timeless : { ...timeless, period: next });
  };
  const over = (count: number) => {
    if (Number.isInteger(count) && count >= 1 && count <= 60 && count !== looking.periods)
      onLook({ ...looking, periods: count });
  };
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-until`}>{say(words.until)}</label>
        <input
          id={`${id}-until`}
          className="input"
          size={9}
          maxLength={10}
          defaultValue={period ?? ''}
          placeholder={say(words.newest)}
          onBlur={(event) => until(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && until(event.currentTarget.value)}
        />
      </div>
      {looking.columns === undefined && (
        <div className="field">
          <label htmlFor={`${id}-count`}>{say(words.periods)}</label>
          <input
            id={`${id}-count`}
            className="input"
            type="number"
            min={1}
            max={60}
            defaultValue={looking.periods}
            onBlur={(event) => over(event.currentTarget.valueAsNumber)}
            onKeyDown={(event) => event.key === 'Enter' && over(event.currentTarget.valueAsNumber)}
          />
        </div>
      )}
    </>
  );
}

/** What is looked at and from which side. */
export function ExploreTools({ looking, measure, offered, onLook }: ToolsProps) {
  const choices = offered.map(({ code, title }) => ({ value: code, title }));
  const grains = order
    .slice(order.indexOf(measure.grain))
    .map((value) => ({ value, title: grainNames[value] ?? words.grain }));
  const choose = (code: string) => {
    const next = offered.find((each) => each.code === code);
    if (next) onLook(withMeasure(looking, next));
  };
  const { grain: _grain, period: _period, ...timeless } = looking;
  return (
    <div className="row no-print">
      <Select label={words.measure} value={measure.code} choices={choices} onChoose={choose} />
      <Select
        label={words.grain}
        value={looking.grain ?? measure.grain}
        choices={grains}
        onChoose={(grain) => onLook({ ...timeless, grain: grain as Grain })}
      />
      <Over key={`${looking.period} ${looking.periods}`} looking={looking} onLook={onLook} />
      <Sides looking={looking} measure={measure} onLook={onLook} />
      <Select
        label={words.shownAs}
        value={looking.as}
        choices={forms}
        onChoose={(as) => onLook({ ...looking, as: as as Looking['as'] })}
      />
    </div>
  );
}

function Value({
  measure,
  name,
  value,
}: {
  readonly measure: string;
  readonly name: string;
  readonly value: string;
}) {
  const say = useSay();
  const asked = useCall(
    'reports',
    operations.values,
    { params: { measure, dimension: name } },
    { staleMs: 300_000 },
  );
  const found = asked.data?.items.find((each) => each.value === value);
  return <>{found ? say(found.title) : value}</>;
}

/** What is narrowed to, each a link that widens it again. */
export function Narrowed({
  looking,
  measure,
}: {
  readonly looking: Looking;
  readonly measure: Composable;
}): ReactNode {
  const say = useSay();
  const entries = Object.entries(looking.where);
  if (entries.length === 0) return null;
  return (
    <ul className="plain row" aria-label={say(words.narrowed)}>
      {entries.map(([name, value]) => {
        const title = measure.dimensions.find((each) => each.name === name)?.title ?? { zh: name, en: name };
        const to = `?${new URLSearchParams(searchOf(widened(looking, name)))}`;
        return (
          <li key={name}>
            <Link className="tag tag-celadon" to={to} title={say(words.widen, { name: say(title), value })}>
              {say(title)}: <Value measure={measure.code} name={name} value={value} /> ×
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

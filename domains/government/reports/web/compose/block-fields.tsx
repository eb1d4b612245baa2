import { useSay } from '#ui';
import { comparisonNames, comparisons, draws, type Block, type Comparison } from '../../contract.ts';
import { Select } from '../explore-tools.tsx';
import { keptWhere, withAt, withoutAt } from './draft.ts';
import { Count, Write } from './inputs.tsx';
import { SliceFields, type Choices, type Slice } from './slice-fields.tsx';
import { words } from './words.ts';

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>;

export interface BlockProps<K extends Block['kind']> extends Choices {
  readonly block: Of<K>;
  readonly reports: readonly { readonly code: string; readonly title: { zh: string; en: string } }[];
  readonly onChange: (block: Block) => void;
}

function TextFields({ block, onChange }: BlockProps<'text'>) {
  const { body } = block;
  return (
    <>
      <Write
        long
        label={words.bodyZh}
        hint={words.bodyHint}
        value={body.zh}
        onWrite={(zh) => onChange({ ...block, body: { ...body, zh } })}
      />
      <Write
        long
        label={words.bodyEn}
        value={body.en}
        onWrite={(en) => onChange({ ...block, body: { ...body, en } })}
      />
    </>
  );
}

function Compare({
  chosen,
  onChange,
}: {
  readonly chosen: readonly Comparison[];
  readonly onChange: (compare: Comparison[]) => void;
}) {
  const say = useSay();
  return (
    <fieldset className="parts">
      <legend>{say(words.compare)}</legend>
      <div className="row">
        {comparisons.map((each) => (
          <label key={each} className="row tight">
            <input
              type="checkbox"
              checked={chosen.includes(each)}
              onChange={() =>
                onChange(comparisons.filter((other) => chosen.includes(other) !== (other === each)))
              }
            />
            {say(comparisonNames[each])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const dimensionsOf = ({ measures }: Choices, code: string) =>
  (measures.find((each) => each.code === code)?.dimensions ?? []).map(({ name, title, towns }) => ({
    value: name,
    title,
    towns,
  }));

/** Dimensions that all of the measures have. */
function sharedOf(choices: Choices, slices: readonly Slice[]) {
  const [first, ...rest] = slices.map(({ measure }) => dimensionsOf(choices, measure));
  return (first ?? []).filter(({ value }) =>
    rest.every((other) => other.some((each) => each.value === value)),
  );
}

function FigureFields({ block, onChange, ...choices }: BlockProps<'figure'>) {
  return (
    <>
      <SliceFields {...choices} slice={block} onChange={(slice) => onChange({ ...block, ...slice })} />
      <Compare chosen={block.compare} onChange={(compare) => onChange({ ...block, compare })} />
    </>
  );
}

interface SlicesProps extends Choices {
  readonly slices: readonly Slice[];
  readonly taken: readonly (string | undefined)[];
  readonly onChange: (slices: Slice[]) => void;
}

function Slices({ slices, taken, onChange, ...choices }: SlicesProps) {
  const say = useSay();
  const [first] = choices.measures;
  return (
    <>
      {slices.map((slice, at) => (
        <div className="row" key={at}>
          <SliceFields
            {...choices}
            slice={slice}
            taken={taken}
            onChange={(next) => onChange(withAt(slices, at, next))}
          />
          {slices.length > 1 && (
            <button type="button" className="button small" onClick={() => onChange(withoutAt(slices, at))}>
              {say(words.remove)}
            </button>
          )}
        </div>
      ))}
      {first && (
        <div>
          <button
            type="button"
            className="button small"
            onClick={() => onChange([...slices, { measure: first.code, where: {} }])}
          >
            {say(words.addMeasure)}
          </button>
        </div>
      )}
    </>
  );
}

function TableFields({ block, onChange, ...choices }: BlockProps<'table'>) {
  const { across, ...rest } = block;
  return (
    <>
      <Slices
        {...choices}
        slices={block.measures}
        taken={[across]}
        onChange={(measures) => onChange({ ...block, measures })}
      />
      <div className="row">
        <Select
          label={words.across}
          value={across ?? ''}
          none={words.overTime}
          choices={sharedOf(choices, block.measures)}
          onChoose={(name) => onChange(name === '' ? rest : { ...rest, across: name })}
        />
        {across === undefined && (
          <Count
            label={words.periods}
            value={block.periods}
            from={1}
            to={60}
            onWrite={(periods) => onChange({ ...block, periods })}
          />
        )}
      </div>
      {across === undefined && (
        <Compare chosen={block.compare} onChange={(compare) => onChange({ ...block, compare })} />
      )}
    </>
  );
}

function PivotFields({ block, onChange, ...choices }: BlockProps<'pivot'>) {
  const { columns, ...rest } = block;
  const dimensions = dimensionsOf(choices, block.measure);
  const change = (slice: Slice) => {
    const next = dimensionsOf(choices, slice.measure);
    const rows = next.find(({ value }) => value === block.rows)?.value ?? next[0]?.value ?? '';
    const kept = next.some(({ value }) => value === columns && value !== rows) ? { columns } : {};
    onChange({ ...rest, ...slice, rows, ...(kept as { columns?: string }) });
  };
  return (
    <>
      <SliceFields {...choices} slice={block} taken={[block.rows, columns]} onChange={change} />
      <div className="row">
        <Select
          label={words.rows}
          value={block.rows}
          choices={dimensions}
          onChoose={(rows) => onChange({ ...(columns === rows ? rest : block), rows })}
        />
        <Select
          label={words.columns}
          value={columns ?? ''}
          none={words.overTime}
          choices={dimensions.filter(({ value }) => value !== block.rows)}
          onChoose={(name) => onChange(name === '' ? rest : { ...rest, columns: name })}
        />
        {columns === undefined && (
          <Count
            label={words.periods}
            value={block.periods}
            from={1}
            to={60}
            onWrite={(periods) => onChange({ ...block, periods })}
          />
        )}
      </div>
    </>
  );
}

function ChartFields({ block, onChange, ...choices }: BlockProps<'chart'>) {
  const { by, ...rest } = block;
  const kinds = draws.map((value) => ({ value, title: words.draws[value] }));
  return (
    <>
      <Slices
        {...choices}
        slices={block.measures}
        taken={[by]}
        onChange={(measures) =>
          onChange(measures.length > 1 ? { ...rest, measures } : { ...block, measures })
        }
      />
      <div className="row">
        <Select
          label={words.draw}
          value={block.draw}
          choices={kinds}
          onChoose={(draw) => onChange({ ...block, draw: draw as (typeof draws)[number] })}
        />
        {block.measures.length === 1 && (
          <Select
            label={words.by}
            value={by ?? ''}
            none={words.notApart}
            choices={sharedOf(choices, block.measures)}
            onChoose={(name) => onChange(name === '' ? rest : { ...rest, by: name })}
          />
        )}
        <Count
          label={words.periods}
          value={block.periods}
          from={1}
          to={366}
          onWrite={(periods) => onChange({ ...block, periods })}
        />
      </div>
    </>
  );
}

function MapFields({ block, onChange, ...choices }: BlockProps<'map'>) {
  const measures = choices.measures.filter(({ dimensions }) => dimensions.some(({ towns }) => towns));
  const change = ({ measure, where }: Slice) => {
    const next = measures.find(({ code }) => code === measure);
    const by = next?.dimensions.find(({ towns }) => towns)?.name ?? block.by;
    onChange({ ...block, measure, where: keptWhere(where, next), by });
  };
  return (
    <SliceFields
      measures={measures}
      parameters={choices.parameters}
      slice={block}
      taken={[block.by]}
      onChange={change}
    />
  );
}

function IncludeFields({ block, reports, onChange }: BlockProps<'include'>) {
  const choices = reports.map(({ code, title }) => ({ value: code, title }));
  return (
    <Select
      label={words.report}
      value={block.report}
      choices={choices}
      onChoose={(report) => onChange({ ...block, report })}
    />
  );
}

const fields: { readonly [K in Block['kind']]: (props: BlockProps<K>) => React.ReactNode } = {
  text: TextFields,
  figure: FigureFields,
  table: TableFields,
  pivot: PivotFields,
  chart: ChartFields,
  map: MapFields,
  include: IncludeFields,
};

/** What a block says and shows. */
export function BlockFields(props: BlockProps<Block['kind']>) {
  const Fields = fields[props.block.kind] as (props: BlockProps<Block['kind']>) => React.ReactNode;
  return <Fields {...props} />;
}

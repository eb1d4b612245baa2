import { useCall, useSay } from '#ui';
import { fill } from '#kernel/texts';
import { operations, type Composable, type Parameter } from '../../contract.ts';
import { Select } from '../explore-tools.tsx';
import { keptWhere } from './draft.ts';
import { words } from './words.ts';

export interface Slice {
  readonly measure: string;
  readonly where: Record<string, string>;
}

export interface Choices {
  readonly measures: readonly Composable[];
  readonly parameters: readonly Parameter[];
}

interface OnlyProps {
  readonly slice: Slice;
  readonly dimension: Composable['dimensions'][number];
  readonly parameters: readonly Parameter[];
  readonly onChange: (where: Record<string, string>) => void;
}

/** One value of a dimension, whichever the reader chooses, or all. */
function Only({ slice: { measure, where }, dimension: { name, title }, parameters, onChange }: OnlyProps) {
  const asked = useCall(
    'reports',
    operations.values,
    { params: { measure, dimension: name } },
    { staleMs: 300_000 },
  );
  const say = useSay();
  const byReader = parameters
    .filter((parameter) => parameter.dimension === name)
    .map((parameter) => ({
      value: `$${parameter.name}`,
      title: {
        zh: `${words.byReader.zh}：${parameter.title.zh}`,
        en: `${words.byReader.en}: ${parameter.title.en}`,
      },
    }));
  const values = asked.data?.items ?? [];
  const chosen = where[name] ?? '';
  const known = chosen === '' || [...byReader, ...values].some(({ value }) => value === chosen);
  return (
    <Select
      label={fill(words.only, { name: say(title) })}
      value={chosen}
      none={words.all}
      choices={[
        ...byReader,
        ...values,
        ...(known ? [] : [{ value: chosen, title: { zh: chosen, en: chosen } }]),
      ]}
      onChoose={(value) => {
        const { [name]: _before, ...rest } = where;
        onChange(value === '' ? rest : { ...rest, [name]: value });
      }}
    />
  );
}

interface SliceProps extends Choices {
  readonly slice: Slice;
  /** Dimensions that stand in rows or columns: each of their values is shown. */
  readonly taken?: readonly (string | undefined)[];
  readonly onChange: (slice: Slice) => void;
}

/** A measure, and what of it. */
export function SliceFields({ slice, measures, parameters, taken = [], onChange }: SliceProps) {
  const measure = measures.find(({ code }) => code === slice.measure);
  const choices = measures.map(({ code, title }) => ({ value: code, title }));
  const unknown = measure ? [] : [{ value: slice.measure, title: { zh: slice.measure, en: slice.measure } }];
  return (
    <div className="row">
      <Select
        label={words.measure}
        value={slice.measure}
        choices={[...choices, ...unknown]}
        onChoose={(code) => {
          const next = measures.find((each) => each.code === code);
          onChange({ measure: code, where: keptWhere(slice.where, next) });
        }}
      />
      {measure?.dimensions
        .filter(({ name }) => !taken.includes(name))
        .map((dimension) => (
          <Only
            key={`${slice.measure} ${dimension.name}`}
            slice={slice}
            dimension={dimension}
            parameters={parameters}
            onChange={(where) => onChange({ ...slice, where })}
          />
        ))}
    </div>
  );
}

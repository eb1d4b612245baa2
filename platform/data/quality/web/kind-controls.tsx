import { useState } from 'react';
import type { Dataset } from '#platform/data/catalogue/contract';
import { operations as codes } from '#platform/base/codes/contract';
import { useCall, useSay } from '#ui';
import { operations, relationNames, statisticNames, type Check } from '../contract.ts';
import { kindInputs, type KindInput } from './kind-inputs.ts';
import { Labelled, optionsOf, Select, type Option } from './labelled.tsx';

type Given = Readonly<Partial<Record<string, unknown>>>;

interface ControlProps {
  readonly input: KindInput;
  readonly dataset: Dataset;
  readonly datasets: readonly Dataset[];
  readonly value: unknown;
}

const fieldOptions = ({ fields }: Dataset): Option[] =>
  fields.map(({ name, label }) => ({ value: name, label }));

const parts = {
  birth: { zh: '出生日期', en: 'Date of birth' },
  sex: { zh: '性别', en: 'Sex' },
};

function FieldsControl({ input, dataset, value }: ControlProps) {
  const say = useSay();
  const chosen = new Set(Array.isArray(value) ? value.map(String) : []);
  return (
    <fieldset className="plain stack tight">
      <legend>{say(input.label)}</legend>
      <div className="row">
        {dataset.fields.map(({ name, label }) => (
          <label key={name} className="row">
            <input
              type="checkbox"
              name={`check.${input.name}`}
              value={name}
              defaultChecked={chosen.has(name)}
            />{' '}
            {say(label)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function CodesControl({ input, value }: ControlProps) {
  const tables = useCall('codes', codes.tables, {});
  const options = (tables.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      key={String(tables.isSuccess)}
      label={input.label}
      name={`check.${input.name}`}
      options={options}
      value={value === undefined ? undefined : String(value)}
    />
  );
}

/** Another dataset or a register, and the field there. */
function SourceControl({ input, datasets, value, their }: ControlProps & { readonly their: unknown }) {
  const [source, setSource] = useState(value === undefined ? '' : String(value));
  const registers = useCall('quality', operations.ruleSources, {});
  const known = registers.data?.items ?? [];
  const options = [
    ...known.map(({ id, title }) => ({ value: id, label: title })),
    ...datasets.map(({ code, title }) => ({ value: code, label: title })),
  ];
  const fields =
    known.find(({ id }) => id === source)?.fields ??
    datasets.find(({ code }) => code === source)?.fields ??
    [];
  return (
    <>
      <Select
        key={`source ${registers.isSuccess}`}
        label={input.label}
        name="check.source"
        options={options}
        value={source}
        onChange={setSource}
      />
      <Select
        key={`their ${source} ${registers.isSuccess}`}
        label={{ zh: '对方的信息项', en: 'Field there' }}
        name="check.their"
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        value={their === undefined ? undefined : String(their)}
      />
    </>
  );
}

function Written({ input, value }: ControlProps) {
  const { name, label, hint, as, optional } = input;
  const begin = Array.isArray(value) ? value.join('\n') : String(value ?? '');
  const common = { name: `check.${name}`, required: !optional, defaultValue: begin };
  return (
    <Labelled label={label} hint={hint}>
      {(ids) =>
        as === 'list' ? (
          <textarea {...ids} {...common} className="textarea" rows={4} />
        ) : (
          <input
            {...ids}
            {...common}
            className="input"
            {...(as === 'number' && { type: 'number', step: 'any' })}
          />
        )
      }
    </Labelled>
  );
}

function Control(props: ControlProps & { readonly their: unknown }) {
  const { input, dataset, value } = props;
  const options: Readonly<Partial<Record<KindInput['as'], readonly Option[]>>> = {
    field: fieldOptions(dataset),
    relation: optionsOf(relationNames),
    statistic: optionsOf(statisticNames),
    part: optionsOf(parts),
  };
  const chosen = options[input.as];
  if (chosen)
    return (
      <Select
        label={input.label}
        name={`check.${input.name}`}
        options={chosen}
        value={value === undefined ? undefined : String(value)}
      />
    );
  if (input.as === 'fields') return <FieldsControl {...props} />;
  if (input.as === 'codes') return <CodesControl {...props} />;
  if (input.as === 'source') return <SourceControl {...props} />;
  return input.as === 'their' ? null : <Written {...props} />;
}

/** What a kind of rule asks for. */
export function KindControls(props: {
  readonly kind: Check['kind'];
  readonly dataset: Dataset;
  readonly datasets: readonly Dataset[];
  /** The check that is changed. */
  readonly given: Check | undefined;
}) {
  const { kind, dataset, datasets, given } = props;
  const said: Given = given?.kind === kind ? given : {};
  return kindInputs[kind].map((input) => (
    <Control
      key={`${kind}.${input.name}`}
      input={input}
      dataset={dataset}
      datasets={datasets}
      value={said[input.name]}
      their={said['their']}
    />
  ));
}

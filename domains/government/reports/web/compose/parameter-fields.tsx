import { useState } from 'react';
import { useSay } from '#ui';
import type { Composable, Parameter, ReportDefinition } from '../../contract.ts';
import { Select } from '../explore-tools.tsx';
import { withoutAt } from './draft.ts';
import { words } from './words.ts';

interface Props {
  readonly report: ReportDefinition;
  readonly measures: readonly Composable[];
  readonly onChange: (report: ReportDefinition) => void;
}

/** A dimension as a parameter: called by its own name, whose values are those of the measure. */
function parameterOf(measures: readonly Composable[], chosen: string): Parameter | undefined {
  const [code = '', name = ''] = chosen.split(' ');
  const measure = measures.find((each) => each.code === code);
  const dimension = measure?.dimensions.find((each) => each.name === name);
  return dimension && { name, title: dimension.title, measure: code, dimension: name, begin: '' };
}

/** What readers choose: dimensions of the measures, one of each name. */
export function ParameterFields({ report, measures, onChange }: Props) {
  const say = useSay();
  const [chosen, setChosen] = useState('');
  const { parameters } = report;
  const taken = new Set(parameters.map(({ name }) => name));
  const choices = measures.flatMap(({ code, title, dimensions }) =>
    dimensions
      .filter(({ name }) => !taken.has(name))
      .map((each) => ({
        value: `${code} ${each.name}`,
        title: { zh: `${each.title.zh}（${title.zh}）`, en: `${each.title.en} (${title.en})` },
      })),
  );
  const add = () => {
    const parameter = parameterOf(measures, chosen);
    if (!parameter) return;
    onChange({ ...report, parameters: [...parameters, parameter] });
    setChosen('');
  };
  return (
    <fieldset className="parts stack">
      <legend>{say(words.parameters)}</legend>
      <p className="hint">{say(words.parametersHint)}</p>
      <div className="row">
        {parameters.map(({ name, title }, at) => (
          <button
            key={name}
            type="button"
            className="button small"
            aria-label={say(words.removeOf, { what: say(title) })}
            onClick={() => onChange({ ...report, parameters: withoutAt(parameters, at) })}
          >
            {say(title)} ×
          </button>
        ))}
        <Select
          label={words.parameter}
          value={chosen}
          none={{ zh: '—', en: '—' }}
          choices={choices}
          onChoose={setChosen}
        />
        <button type="button" className="button" disabled={chosen === ''} onClick={add}>
          {say(words.addParameter)}
        </button>
      </div>
    </fieldset>
  );
}

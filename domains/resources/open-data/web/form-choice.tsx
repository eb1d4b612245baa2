import { useSay } from '#ui';
import { formNames, forms, type Form } from '../contract.ts';
import { tableTexts as texts } from './table-texts.ts';

export interface ChosenForm {
  readonly form: Form;
  readonly milliEpsilon?: number;
}

interface Props {
  readonly chosen: ChosenForm;
  readonly onChange: (chosen: ChosenForm) => void;
}

const usual = 500;

/** Whether rows leave, or a table of counts with small ones hidden or with noise; then what a version spends. */
export function FormChoice({ chosen, onChange }: Props) {
  const say = useSay();
  const choose = (said: string) => {
    const form = forms.find((each) => each === said) ?? 'rows';
    onChange(form === 'private-counts' ? { form, milliEpsilon: usual } : { form });
  };
  return (
    <>
      <div className="field">
        <label htmlFor="open-data-form">{say(texts.form)}</label>
        <select
          id="open-data-form"
          className="input"
          value={chosen.form}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          {forms.map((form) => (
            <option key={form} value={form}>
              {say(formNames[form])}
            </option>
          ))}
        </select>
      </div>
      {chosen.form === 'private-counts' && (
        <div className="field">
          <label htmlFor="open-data-epsilon">{say(texts.milliEpsilon)}</label>
          <span className="hint" id="open-data-epsilon-hint">
            {say(texts.milliEpsilonHint)}
          </span>
          <input
            id="open-data-epsilon"
            className="input"
            type="number"
            min={1}
            max={1_000_000}
            step={1}
            required
            aria-describedby="open-data-epsilon-hint"
            value={chosen.milliEpsilon ?? ''}
            onChange={(event) =>
              onChange({ form: chosen.form, milliEpsilon: event.currentTarget.valueAsNumber })
            }
          />
        </div>
      )}
    </>
  );
}

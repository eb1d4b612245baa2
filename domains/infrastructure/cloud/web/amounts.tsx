import { useId } from 'react';
import { number, useLanguage, useSay } from '#ui';
import { dimensions, type Amounts } from '../rules.ts';
import { amountWords, dimensionWords } from './estate-words.ts';

/** Cores, memory and storage in one line. */
export function AmountsWords({ amounts }: { readonly amounts: Amounts | null }) {
  const say = useSay();
  const { language } = useLanguage();
  if (!amounts) return <>—</>;
  const words = dimensions.map((each) => say(amountWords[each], { value: number(amounts[each], language) }));
  return <>{words.join(' · ')}</>;
}

/** The three amounts as fields of a form. */
export function AmountFields({ begin }: { readonly begin: Amounts | undefined }) {
  const say = useSay();
  const id = useId();
  return (
    <div className="row">
      {dimensions.map((each) => (
        <div key={each} className="field">
          <label htmlFor={`${id}-${each}`}>{say(dimensionWords[each])}</label>
          <input
            id={`${id}-${each}`}
            name={each}
            className="input"
            type="number"
            min={0}
            step="any"
            required
            defaultValue={begin?.[each]}
          />
        </div>
      ))}
    </div>
  );
}

export function amountsOf(form: FormData): Amounts {
  const of = (name: string) => Number(form.get(name));
  return { cpu: of('cpu'), memoryGb: of('memoryGb'), storageGb: of('storageGb') };
}

import { useState } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '#ui';
import { weightingNames, type Weighting } from '../contract.ts';
import { weightingOf, writtenOf } from './draft.ts';
import { Choose, formWords, Write } from './inputs.tsx';

const methods = Object.entries(weightingNames).map(([value, title]) => ({ value, title }));

const numbers = (weighting: Weighting): readonly number[] => {
  if (weighting.method === 'entropy') return [];
  return weighting.method === 'given' ? weighting.weights : weighting.judgements;
};

interface Props {
  /** What is weighed. */
  readonly legend: Text;
  readonly weighting: Weighting;
  readonly onChange: (weighting: Weighting) => void;
}

/** Where the weights of one level come from. */
export function WeightingFields({ legend, weighting, onChange }: Props) {
  const words = useSay();
  const { method } = weighting;
  const [written, setWritten] = useState(() => writtenOf(numbers(weighting)));
  const reason = method === 'ahp' ? (weighting.reason ?? '') : '';
  const say = (next: Weighting['method'], text: string, why: string) => {
    setWritten(text);
    onChange(weightingOf(next, text, why));
  };
  return (
    <fieldset className="parts row">
      <legend>{words(legend)}</legend>
      <Choose
        label={formWords.method}
        value={method}
        choices={methods}
        onChoose={(next) => say(next as Weighting['method'], written, reason)}
      />
      {method !== 'entropy' && (
        <Write
          label={method === 'given' ? formWords.weights : formWords.judgements}
          hint={method === 'given' ? formWords.weightsHint : formWords.judgementsHint}
          value={written}
          onWrite={(text) => say(method, text, reason)}
        />
      )}
      {method === 'ahp' && (
        <Write
          label={formWords.ratioReason}
          value={reason}
          required={false}
          onWrite={(why) => say(method, written, why)}
        />
      )}
    </fieldset>
  );
}

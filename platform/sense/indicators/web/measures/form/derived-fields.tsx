import { fill, type Text } from '#kernel/texts';
import type { Addable } from '../../../contract.ts';
import { Line, Pick, Rows } from './controls.tsx';
import { freshTerm, type TermDraft } from './draft.ts';
import { words } from './words.ts';

interface Props {
  readonly label: Text;
  readonly terms: readonly TermDraft[];
  readonly measures: readonly Addable[];
  readonly onTerms: (terms: readonly TermDraft[]) => void;
}

/** A weighted sum of other measures. */
export function DerivedFields({ label, terms, measures, onTerms }: Props) {
  return (
    <Rows label={label} hint={words.termHint} items={terms} fresh={freshTerm} most={20} onItems={onTerms}>
      {(term, put, name) => (
        <>
          <Pick
            label={name(words.measure)}
            value={term.measure}
            choices={measures.map(({ code, title, stock }) => ({
              value: code,
              title: stock ? fill(words.standing, { measure: title }) : title,
            }))}
            onValue={(measure) => put({ ...term, measure })}
          />
          <Line
            label={name(words.times)}
            value={term.times}
            kind="number"
            onValue={(times) => put({ ...term, times })}
          />
        </>
      )}
    </Rows>
  );
}

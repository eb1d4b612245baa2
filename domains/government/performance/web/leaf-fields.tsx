import type { Result } from '#kernel/operation';
import { useSay } from '#ui';
import { type Leaf, type MeasureLeaf, type operations, scoringNames } from '../contract.ts';
import { scoringOf } from './draft.ts';
import { Choose, formWords, Titles, Write } from './inputs.tsx';

export type Choices = Result<typeof operations.choices>;

const methods = Object.entries(scoringNames).map(([value, title]) => ({ value, title }));
const overs = [
  { value: 'all', title: formWords.overAll },
  { value: 'last', title: formWords.overLast },
];

interface MeasureProps {
  readonly leaf: MeasureLeaf;
  readonly choices: Choices;
  readonly onChange: (leaf: MeasureLeaf) => void;
}

function ScoringFields({ leaf, onChange }: Omit<MeasureProps, 'choices'>) {
  const say = useSay();
  const { scoring } = leaf;
  const more = scoring.method === 'target' ? scoring.target > scoring.floor : scoring.more;
  return (
    <div className="row">
      <Choose
        label={formWords.scoring}
        value={scoring.method}
        choices={methods}
        onChoose={(method) =>
          onChange({ ...leaf, scoring: scoringOf(method as typeof scoring.method, more) })
        }
      />
      {scoring.method === 'target' ? (
        <>
          <Write
            label={formWords.floor}
            type="number"
            value={String(scoring.floor)}
            onWrite={(floor) => onChange({ ...leaf, scoring: { ...scoring, floor: Number(floor) } })}
          />
          <Write
            label={formWords.target}
            type="number"
            value={String(scoring.target)}
            onWrite={(target) => onChange({ ...leaf, scoring: { ...scoring, target: Number(target) } })}
          />
        </>
      ) : (
        <label className="row">
          <input
            type="checkbox"
            checked={scoring.more}
            onChange={(event) =>
              onChange({ ...leaf, scoring: { ...scoring, more: event.currentTarget.checked } })
            }
          />{' '}
          {say(formWords.more)}
        </label>
      )}
    </div>
  );
}

function MeasureFields({ leaf, choices, onChange }: MeasureProps) {
  const say = useSay();
  const measure = choices.measures.find(({ code }) => code === leaf.measure);
  const measures = choices.measures.map(({ code, title }) => ({ value: code, title }));
  const dimensions = (measure?.dimensions ?? []).map(({ name, title }) => ({ value: name, title }));
  return (
    <>
      <div className="row">
        <Choose
          label={formWords.measure}
          value={leaf.measure}
          choices={measures}
          onChoose={(code) => onChange({ ...leaf, measure: code, by: '' })}
        />
        <Choose
          label={formWords.by}
          value={leaf.by}
          choices={dimensions}
          onChoose={(by) => onChange({ ...leaf, by })}
        />
        <Choose
          label={formWords.over}
          value={leaf.over}
          choices={overs}
          onChoose={(over) => onChange({ ...leaf, over: over === 'last' ? 'last' : 'all' })}
        />
      </div>
      <ScoringFields leaf={leaf} onChange={onChange} />
      <label className="row">
        <input
          type="checkbox"
          checked={leaf.shrink}
          onChange={(event) => onChange({ ...leaf, shrink: event.currentTarget.checked })}
        />{' '}
        {say(formWords.shrink)}
      </label>
    </>
  );
}

interface Props {
  readonly leaf: Leaf;
  readonly choices: Choices;
  readonly onChange: (leaf: Leaf) => void;
  readonly onRemove: () => void;
}

/** One criterion: its name, and what feeds it. */
export function LeafFields({ leaf, choices, onChange, onRemove }: Props) {
  const say = useSay();
  return (
    <fieldset className="parts stack tight">
      <legend>{say(formWords.leaf)}</legend>
      <Write label={formWords.code} value={leaf.code} onWrite={(code) => onChange({ ...leaf, code })} />
      <Titles title={leaf.title} onWrite={(title) => onChange({ ...leaf, title })} />
      {leaf.kind === 'measure' ? (
        <MeasureFields leaf={leaf} choices={choices} onChange={onChange} />
      ) : (
        <div className="row">
          <Write
            label={formWords.asksZh}
            value={leaf.asks.zh}
            onWrite={(zh) => onChange({ ...leaf, asks: { ...leaf.asks, zh } })}
          />
          <Write
            label={formWords.asksEn}
            value={leaf.asks.en}
            onWrite={(en) => onChange({ ...leaf, asks: { ...leaf.asks, en } })}
          />
        </div>
      )}
      <div className="row">
        <button
          type="button"
          className="button"
          aria-label={say(formWords.removeOf, { what: say(leaf.title) || leaf.code })}
          onClick={onRemove}
        >
          {say(formWords.remove)}
        </button>
      </div>
    </fieldset>
  );
}

import { useSay } from '#ui';
import type { Adjustment, Group } from '../contract.ts';
import { judgementKindNames } from '../contract.ts';
import { emptyLeaf, withAt, withoutAt } from './draft.ts';
import { Choose, formWords, Titles, Write } from './inputs.tsx';
import { type Choices, LeafFields } from './leaf-fields.tsx';
import { WeightingFields } from './weighting-fields.tsx';

interface Props {
  readonly group: Group;
  readonly choices: Choices;
  readonly onChange: (group: Group) => void;
  readonly onRemove: () => void;
}

/** A group of criteria with the weights of those in it. */
export function GroupFields({ group, choices, onChange, onRemove }: Props) {
  const say = useSay();
  const { leaves } = group;
  return (
    <fieldset className="card stack tight">
      <legend>{say(formWords.group)}</legend>
      <Write label={formWords.code} value={group.code} onWrite={(code) => onChange({ ...group, code })} />
      <Titles title={group.title} onWrite={(title) => onChange({ ...group, title })} />
      {leaves.map((leaf, at) => (
        <LeafFields
          key={at}
          leaf={leaf}
          choices={choices}
          onChange={(next) => onChange({ ...group, leaves: withAt(leaves, at, next) })}
          onRemove={() => onChange({ ...group, leaves: withoutAt(leaves, at) })}
        />
      ))}
      <div className="row">
        {(['measure', 'evidence'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            className="button"
            onClick={() => onChange({ ...group, leaves: [...leaves, emptyLeaf(kind)] })}
          >
            {say(kind === 'measure' ? formWords.addMeasure : formWords.addEvidence)}
          </button>
        ))}
        <button
          type="button"
          className="button"
          aria-label={say(formWords.removeOf, { what: say(group.title) || group.code })}
          onClick={onRemove}
        >
          {say(formWords.remove)}
        </button>
      </div>
      <WeightingFields
        legend={formWords.leafWeights}
        weighting={group.weighting}
        onChange={(weighting) => onChange({ ...group, weighting })}
      />
    </fieldset>
  );
}

const kinds = (['bonus', 'deduction'] as const).map((value) => ({ value, title: judgementKindNames[value] }));

interface AdjustmentProps {
  readonly items: readonly Adjustment[];
  readonly onChange: (items: Adjustment[]) => void;
}

/** What adds points or takes them off. */
export function AdjustmentFields({ items, onChange }: AdjustmentProps) {
  const say = useSay();
  const empty: Adjustment = { kind: 'deduction', code: '', title: { zh: '', en: '' }, most: 5 };
  return (
    <fieldset className="parts stack tight">
      <legend>{say(formWords.adjustments)}</legend>
      {items.map((item, at) => (
        <div key={at} className="stack tight">
          <div className="row">
            <Choose
              label={formWords.kind}
              value={item.kind}
              choices={kinds}
              onChoose={(kind) =>
                onChange(withAt(items, at, { ...item, kind: kind === 'bonus' ? 'bonus' : 'deduction' }))
              }
            />
            <Write
              label={formWords.code}
              value={item.code}
              onWrite={(code) => onChange(withAt(items, at, { ...item, code }))}
            />
            <Write
              label={formWords.most}
              type="number"
              value={String(item.most)}
              onWrite={(most) => onChange(withAt(items, at, { ...item, most: Number(most) }))}
            />
          </div>
          <Titles title={item.title} onWrite={(title) => onChange(withAt(items, at, { ...item, title }))} />
          <div className="row">
            <button type="button" className="button" onClick={() => onChange(withoutAt(items, at))}>
              {say(formWords.removeOf, { what: say(item.title) || item.code })}
            </button>
          </div>
        </div>
      ))}
      <div className="row">
        <button type="button" className="button" onClick={() => onChange([...items, empty])}>
          {say(formWords.addAdjustment)}
        </button>
      </div>
    </fieldset>
  );
}

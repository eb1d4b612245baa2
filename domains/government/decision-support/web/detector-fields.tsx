import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { detectorNames, levelNames, levels, type Detector } from '../contract.ts';
import { Amount, Pick } from './fields.tsx';
import { words } from './words.ts';

type Kind = Detector['kind'];
interface Props {
  readonly kind: Kind;
  /** What stands in the fields at first, where it is of this kind. */
  readonly begin: Detector | undefined;
}

const choicesOf = (names: Readonly<Record<string, Text>>) =>
  Object.entries(names).map(([value, title]) => ({ value, title }));

const sides = choicesOf({ high: words.high, low: words.low, both: words.both });
const directions = choicesOf({ above: words.above, below: words.below });

const levelWords: Readonly<Record<Kind, Text>> = {
  limits: words.limitsOf,
  control: words.widthsOf,
  forecast: words.sharesOf,
};

function LevelFields({ kind, begin }: Props) {
  const say = useSay();
  const own = begin?.kind === kind ? begin.levels : {};
  return (
    <fieldset className="parts row">
      <legend>{say(levelWords[kind])}</legend>
      {levels.map((level) => (
        <Amount key={level} name={`level.${level}`} label={levelNames[level]} begin={own[level]} />
      ))}
    </fieldset>
  );
}

function Ends({ kind, begin }: Props) {
  if (kind === 'limits') {
    const own = begin?.kind === 'limits' ? begin : undefined;
    return (
      <>
        <Pick
          name="direction"
          label={words.direction}
          choices={directions}
          begin={own?.direction ?? 'above'}
        />
        <Amount name="clear" label={words.clearAt} begin={own?.clear} />
        <Amount name="times" label={words.times} begin={own?.times ?? 1} required />
        <Amount name="of" label={words.of} begin={own?.of ?? 1} required />
      </>
    );
  }
  if (kind === 'control') {
    const own = begin?.kind === 'control' ? begin : undefined;
    return (
      <>
        <Pick
          name="chart"
          label={words.chart}
          choices={choicesOf(words.charts)}
          begin={own?.chart ?? 'individuals'}
        />
        <Pick name="side" label={words.side} choices={sides} begin={own?.side ?? 'high'} />
        <Amount name="baseline" label={words.baseline} begin={own?.baseline ?? 24} required />
        <Amount name="calm" label={words.calm} begin={own?.calm ?? 2} required />
      </>
    );
  }
  const own = begin?.kind === 'forecast' ? begin : undefined;
  return (
    <>
      <Pick name="side" label={words.side} choices={sides} begin={own?.side ?? 'both'} />
      <Amount name="history" label={words.history} begin={own?.history ?? 48} required />
      <Amount name="calm" label={words.calm} begin={own?.calm ?? 2} required />
    </>
  );
}

/** By what a measure is judged: the method, and what that method asks. */
export function DetectorFields({ kind, begin, onKind }: Props & { readonly onKind: (kind: Kind) => void }) {
  const say = useSay();
  const chosen = (value: string) => {
    if (value === 'limits' || value === 'control' || value === 'forecast') onKind(value);
  };
  return (
    <fieldset className="parts stack">
      <legend>{say(words.how)}</legend>
      <Pick
        name="kind"
        label={words.method}
        choices={choicesOf(detectorNames)}
        begin={kind}
        onChoose={chosen}
      />
      {/* Another method has other numbers: none is carried over. */}
      <div className="stack" key={kind}>
        <LevelFields kind={kind} begin={begin} />
        <div className="row">
          <Ends kind={kind} begin={begin} />
        </div>
      </div>
    </fieldset>
  );
}

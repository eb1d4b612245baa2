import { Amount, Pick, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { detectorNames, levelNames, levels, type Detector } from '../contract.ts';
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

// Open cases have a form of their own.
const methods = choicesOf(detectorNames).filter(({ value }) => value !== 'risk');

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

type Begin<K extends Kind> = Extract<Detector, { kind: K }> | undefined;

function LimitEnds({ begin }: { readonly begin: Begin<'limits'> }) {
  return (
    <>
      <Pick
        name="direction"
        label={words.direction}
        choices={directions}
        begin={begin?.direction ?? 'above'}
      />
      <Amount name="clear" label={words.clearAt} begin={begin?.clear} />
      <Amount name="times" label={words.times} begin={begin?.times ?? 1} required />
      <Amount name="of" label={words.of} begin={begin?.of ?? 1} required />
    </>
  );
}

function ControlEnds({ begin }: { readonly begin: Begin<'control'> }) {
  const charts = choicesOf(words.charts);
  return (
    <>
      <Pick name="chart" label={words.chart} choices={charts} begin={begin?.chart ?? 'individuals'} />
      <Pick name="side" label={words.side} choices={sides} begin={begin?.side ?? 'high'} />
      <Amount name="baseline" label={words.baseline} begin={begin?.baseline ?? 24} required />
      <Amount name="calm" label={words.calm} begin={begin?.calm ?? 2} required />
    </>
  );
}

function ForecastEnds({ begin }: { readonly begin: Begin<'forecast'> }) {
  return (
    <>
      <Pick name="side" label={words.side} choices={sides} begin={begin?.side ?? 'both'} />
      <Amount name="history" label={words.history} begin={begin?.history ?? 48} required />
      <Amount name="calm" label={words.calm} begin={begin?.calm ?? 2} required />
    </>
  );
}

function Ends({ kind, begin }: Props) {
  if (kind === 'limits') return <LimitEnds begin={begin?.kind === kind ? begin : undefined} />;
  if (kind === 'control') return <ControlEnds begin={begin?.kind === kind ? begin : undefined} />;
  return <ForecastEnds begin={begin?.kind === kind ? begin : undefined} />;
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
      <Pick name="kind" label={words.method} choices={methods} begin={kind} onChoose={chosen} />
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

import { useSay } from '#ui';
import type { Cell } from '#domains/resources/reporting/contract';

const texts = {
  from: { zh: '来自{source}，请核对', en: 'From {source}; please check' },
  askedBy: { zh: '问的有：{who}', en: 'Asked by {who}' },
  optional: { zh: '（可不填）', en: '(need not be answered)' },
  day: { zh: '如 2026-11-30', en: 'as 2026-11-30' },
};

const answers = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } };

const keyboards: Partial<Record<Cell['type'], 'numeric' | 'decimal' | 'tel'>> = {
  integer: 'numeric',
  mobile: 'tel',
  number: 'decimal',
};

/** Id of a question's control, for the summary of what is wrong. */
export const cellId = (cell: string): string => `cell-${cell}`;

interface CellProps {
  readonly cell: Cell;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Hint({ cell, value }: Pick<CellProps, 'cell' | 'value'>) {
  const say = useSay();
  const { origin, askedBy, type } = cell;
  const who = [...new Set(askedBy.map(({ ownerName }) => say(ownerName)))].join('、');
  return (
    <span className="quiet" id={`${cellId(cell.cell)}-hint`}>
      {origin !== null && origin.value === value && `${say(texts.from, { source: say(origin.source) })} · `}
      {say(texts.askedBy, { who })}
      {type === 'date' && ` · ${say(texts.day)}`}
    </span>
  );
}

function Label({ cell }: Pick<CellProps, 'cell'>) {
  const say = useSay();
  const { label, unit, period, required } = cell;
  return (
    <>
      <strong>{say(label)}</strong>
      {(unit ?? period) && ` · ${[period, unit].filter(Boolean).join(' · ')}`}{' '}
      {!required && say(texts.optional)}
    </>
  );
}

function YesOrNo({ cell, value, onInput }: CellProps) {
  const say = useSay();
  const id = cellId(cell.cell);
  return (
    <fieldset className="field" aria-describedby={`${id}-hint`}>
      <legend>
        <Label cell={cell} />
      </legend>
      <Hint cell={cell} value={value} />
      {(['true', 'false'] as const).map((each, at) => (
        <label key={each} className="check">
          <input
            id={at === 0 ? id : undefined}
            type="radio"
            name={cell.cell}
            checked={value === each}
            onChange={() => onInput(each)}
          />{' '}
          {say(answers[each])}
        </label>
      ))}
    </fieldset>
  );
}

/** One question of a sheet, whoever asks it, with where its answer comes from. */
export function ReportCell({ cell, value, onInput }: CellProps) {
  if (cell.type === 'boolean') return <YesOrNo cell={cell} value={value} onInput={onInput} />;
  const id = cellId(cell.cell);
  return (
    <div className="field">
      <label htmlFor={id}>
        <Label cell={cell} />
      </label>
      <Hint cell={cell} value={value} />
      <input
        id={id}
        className="input"
        value={value}
        maxLength={500}
        aria-describedby={`${id}-hint`}
        aria-required={cell.required}
        inputMode={keyboards[cell.type]}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  );
}

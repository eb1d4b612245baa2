import { DateInput } from '../form/date-input.tsx';
import { useSay } from '../language/language.tsx';
import { dateOf } from '../language/formats.ts';
import { useNow } from '../language/time.tsx';
import { words } from '../words.ts';

const texts = {
  label: { zh: '看某天的样子', en: 'As it stood on' },
  now: { zh: '回到现在', en: 'Back to now' },
  past: {
    zh: '这是 {date} 当天结束时的内容，不能修改。',
    en: 'This is how it stood at the end of {date}; it cannot be changed.',
  },
};

/** The end of a day in the city's zone, as an instant. */
export const endOfDay = (date: string): string => `${date}T23:59:59.999+08:00`;

interface AsOfProps {
  /** `2026-11-23`; undefined for the present. */
  readonly date: string | undefined;
  readonly onDate: (date: string | undefined) => void;
}

/** Chooses a day to see a thing as it stood then. */
export function AsOf({ date, onDate }: AsOfProps) {
  const say = useSay();
  const now = useNow();
  return (
    <div className="stack tight">
      <label className="row as-of">
        <span className="quiet">{say(texts.label)}</span>
        <DateInput
          key={date}
          defaultValue={date}
          min="1900-01-01"
          max={dateOf(now)}
          onDay={(day) => day !== date && onDate(day)}
        />
        <span className="hint">{say(words.dayForm)}</span>
      </label>
      {date && (
        <div className="notice warn row apart" role="status">
          <span>{say(texts.past, { date })}</span>
          <button type="button" className="button small" onClick={() => onDate(undefined)}>
            {say(texts.now)}
          </button>
        </div>
      )}
    </div>
  );
}

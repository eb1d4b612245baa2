import { useId } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import { DateInput } from './date-input.tsx';

const texts = {
  time: { zh: '时刻', en: 'time' },
  timeForm: { zh: '24 小时制，如 08:30', en: '24-hour clock, such as 08:30' },
};

interface DayAndTimeProps {
  readonly name: string;
  readonly label: Text;
  /** `2026-11-28T08:30` of the city's clocks. */
  readonly defaultValue?: string | undefined;
  readonly required?: boolean;
  readonly onChange?: () => void;
}

/**
 * A day and a time of the city's clocks to type, in the page's own language; the browser's field would speak the
 * browser's. Its form is read by `dayAndTimeOf`.
 */
export function DayAndTime({ name, label, defaultValue = '', required, onChange }: DayAndTimeProps) {
  const say = useSay();
  const id = useId();
  const [day = '', time = ''] = defaultValue.split('T');
  return (
    <fieldset className="field plain">
      <legend>{say(label)}</legend>
      <div className="row">
        <label className="field">
          <span className="hint" id={`${id}-day`}>
            {say(words.dayForm)}
          </span>
          <DateInput
            name={`${name}-day`}
            aria-label={say(label)}
            aria-describedby={`${id}-day`}
            defaultValue={day}
            required={required}
            onInput={onChange}
          />
        </label>
        <label className="field">
          <span className="hint" id={`${id}-time`}>
            {say(texts.timeForm)}
          </span>
          <input
            name={`${name}-time`}
            className="input"
            aria-label={`${say(label)} · ${say(texts.time)}`}
            aria-describedby={`${id}-time`}
            inputMode="numeric"
            size={6}
            maxLength={5}
            pattern="([01][0-9]|2[0-3]):[0-5][0-9]"
            defaultValue={time.slice(0, 5)}
            required={required}
            onInput={onChange}
          />
        </label>
      </div>
    </fieldset>
  );
}

/** What stands in a `DayAndTime`, as `2026-11-28T08:30`; empty when no day was given. */
export function dayAndTimeOf(form: FormData, name: string): string {
  const of = (part: string) => String(form.get(`${name}-${part}`) ?? '').trim();
  return of('day') === '' ? '' : `${of('day')}T${of('time') || '00:00'}`;
}

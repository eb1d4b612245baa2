import { type InputHTMLAttributes, useState } from 'react';
import { useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import { readDay } from './day.ts';

interface DateProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'onChange' | 'value'> {
  /** The day it begins with. */
  readonly defaultValue?: string | undefined;
  /** Told of each day that is finished, and of an emptied field; within `min` and `max` where they are given. */
  readonly onDay?: (day: string | undefined) => void;
  /** Told of what was typed when it is no day that can be used. */
  readonly onWrong?: (text: string) => void;
}

type Bound = DateProps['min'];

const isWithin = (day: string | undefined, min: Bound, max: Bound): boolean =>
  day !== undefined && (!min || day >= String(min)) && (!max || day <= String(max));

/**
 * A day to type, year first in both languages. The browser's own field shows the day in the browser's language, whatever
 * the page's is, so this is a text field: it says its form in words (`words.dayForm`, to be shown as the hint), takes the usual
 * ways of writing a day and puts them right when it is left.
 */
export function DateInput({ onDay, onWrong, min, max, onBlur, className = 'input', ...rest }: DateProps) {
  const say = useSay();
  const [wrong, setWrong] = useState(false);
  const settle = (input: HTMLInputElement) => {
    const text = input.value.trim();
    const day = readDay(text);
    const isWrong = text !== '' && !isWithin(day, min, max);
    setWrong(isWrong);
    input.setCustomValidity(isWrong ? say(words.dayWrong) : '');
    if (isWrong) return onWrong?.(text);
    if (day) input.value = day;
    onDay?.(day);
  };
  return (
    <>
      <input
        {...rest}
        className={className}
        autoComplete="off"
        inputMode="numeric"
        size={12}
        maxLength={12}
        aria-invalid={wrong || rest['aria-invalid']}
        onBlur={(event) => {
          settle(event.currentTarget);
          onBlur?.(event);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle(event.currentTarget);
        }}
      />
      {wrong && (
        <span className="wrong" role="alert">
          {say(words.dayWrong)}
        </span>
      )}
    </>
  );
}

import { useId, useState, type SubmitEvent } from 'react';
import { instantOf, useSay } from '#ui';
import { cityTime, instantOfCity } from './place.ts';
import type { Going } from './use-place.ts';
import { words } from './words.ts';

/** Says that what stands here is over, and leads back. */
export function PastBanner({ at, going }: { readonly at: string; readonly going: Going }) {
  const say = useSay();
  return (
    <p className="past" role="status">
      <strong>{say(words.past)}</strong>
      <span>{say(words.pastShown, { at: instantOf(new Date(at), false) })}</span>
      {!going.place.kiosk && (
        <button type="button" onClick={() => going.go({ at: undefined })}>
          {say(words.toPresent)}
        </button>
      )}
    </p>
  );
}

/** Chooses the past instant that the wall shows. */
export function LookBack({ going }: { readonly going: Going }) {
  const say = useSay();
  const id = useId();
  // The latest hour to choose: when the form was opened.
  const [now, setNow] = useState<string>();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget).get('at');
    const at = instantOfCity(typeof said === 'string' ? said : null);
    if (at === undefined) return;
    setNow(undefined);
    going.go({ at });
  };
  if (now === undefined)
    return (
      <button type="button" onClick={() => setNow(cityTime(new Date().toISOString()))}>
        {say(words.lookBack)}
      </button>
    );
  return (
    <form className="look-back" onSubmit={submit}>
      <label htmlFor={id}>{say(words.lookBackAt)}</label>
      <input
        id={id}
        name="at"
        type="datetime-local"
        max={now}
        defaultValue={going.place.at === undefined ? now : cityTime(going.place.at)}
        required
      />
      <button type="submit">{say(words.show)}</button>
    </form>
  );
}

import { type FormEvent, useId } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSay } from '#ui';
import { wholeText, type ShownReport } from '../contract.ts';
import { words } from './words.ts';

/** To the period before and the one after, with what is chosen. */
function Beside({ shown: { earlier, later } }: { readonly shown: ShownReport }) {
  const say = useSay();
  const [search] = useSearchParams();
  const to = (period: string) => `?${new URLSearchParams({ ...Object.fromEntries(search), period })}`;
  return (
    <>
      <Link className="button" to={to(earlier)}>
        ← {say(words.earlier)} {earlier}
      </Link>
      {later !== null && (
        <Link className="button" to={to(later)}>
          {say(words.later)} {later} →
        </Link>
      )}
    </>
  );
}

/** Period and parameters of a report; what is chosen stands in the address. */
export function Choosing({ shown }: { readonly shown: ShownReport }) {
  const say = useSay();
  const [, setSearch] = useSearchParams();
  const id = useId();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const chosen = shown.choices.map(({ name }) => `${name}:${String(data.get(`choose.${name}`) ?? '')}`);
    const period = String(data.get('period') ?? '').trim();
    setSearch({
      ...(period === '' ? {} : { period }),
      ...(chosen.length === 0 ? {} : { choose: chosen.join(',') }),
    });
  };
  return (
    <form className="row no-print" onSubmit={send} key={`${shown.period} ${JSON.stringify(shown.choices)}`}>
      <div className="field">
        <label htmlFor={`${id}-period`}>{say(words.period)}</label>
        <input
          id={`${id}-period`}
          className="input"
          name="period"
          defaultValue={shown.period}
          size={10}
          maxLength={10}
        />
      </div>
      {shown.choices.map(({ name, title, value, values }) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{say(title)}</label>
          <select id={`${id}-${name}`} className="select" name={`choose.${name}`} defaultValue={value}>
            <option value="">{say(wholeText)}</option>
            {values.map((each) => (
              <option key={each.value} value={each.value}>
                {say(each.title)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button type="submit" className="button primary">
        {say(words.show)}
      </button>
      <Beside shown={shown} />
    </form>
  );
}

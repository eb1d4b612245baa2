import { useState } from 'react';
import { ProblemNote, useSay } from '#ui';
import { call } from '#kernel/call';
import { operations } from '#platform/base/identity/contract';
import { useFresh } from '../state/fresh.ts';
import { useHere } from '../state/session.tsx';

const texts = {
  label: { zh: '为谁办理', en: 'For whom' },
  self: { zh: '为我本人', en: 'For myself' },
};

/** For whom the reader deals with what follows: themselves, a company, a relative. Nothing where there is no choice. */
export function Acting({ changed }: { readonly changed?: () => void }) {
  const say = useSay();
  const here = useHere();
  const { asked, again } = useFresh('identity', operations.acting, {});
  const [problem, setProblem] = useState<unknown>();
  if (asked.state !== 'here' || asked.value.choices.length === 0) return null;
  const choose = (choice: string | null) =>
    call('identity', operations.actFor, { body: { choice } }).then(() => {
      again();
      here.again();
      changed?.();
    }, setProblem);
  return (
    <div className="aside">
      <label htmlFor="acting">{say(texts.label)}</label>{' '}
      <select
        id="acting"
        className="select"
        value={asked.value.present ?? ''}
        onChange={(event) => void choose(event.currentTarget.value || null)}
      >
        <option value="">{say(texts.self)}</option>
        {asked.value.choices.map(({ id, title }) => (
          <option key={id} value={id}>
            {say(title)}
          </option>
        ))}
      </select>
      {problem !== undefined && <ProblemNote problem={problem} />}
    </div>
  );
}

import { useId, useState } from 'react';
import { useCall, useSay } from '#ui';
import { operations } from '../contract.ts';
import { Grants, reaches } from './grants.tsx';
import { texts } from './words.ts';

const HOUR = 3_600_000;

interface ReachProps {
  readonly value: string;
  readonly onChange: (scope: string) => void;
}

function Reach({ value: chosen, onChange }: ReachProps) {
  const say = useSay();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say(texts.reach)}</label>
      <select id={id} className="select" value={chosen} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(reaches).map(([value, title]) => (
          <option key={value} value={value}>
            {say(title)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What a program may do and how far it reaches, chosen in words; each choice is sent as `permission@scope`. */
export function GrantChoice({ name }: { readonly name: string }) {
  const say = useSay();
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [permission, setPermission] = useState('');
  const [scope, setScope] = useState('department');
  const { data } = useCall('identity', operations.permissions, {}, { staleMs: HOUR });
  const byTitle = (data?.items ?? []).toSorted((a, b) => say(a.title).localeCompare(say(b.title), 'zh'));
  const add = () => {
    if (permission)
      setChosen([...chosen.filter((each) => !each.startsWith(`${permission}@`)), `${permission}@${scope}`]);
    setPermission('');
  };
  return (
    <fieldset className="stack tight">
      <legend>{say(texts.grants)}</legend>
      <input type="hidden" name={name} value={chosen.join(' ')} />
      {chosen.length === 0 ? (
        <p className="hint">{say(texts.grantsNone)}</p>
      ) : (
        <Grants grants={chosen} onRemove={(grant) => setChosen(chosen.filter((each) => each !== grant))} />
      )}
      <div className="row">
        <div className="field">
          <label htmlFor={`${id}-permission`}>{say(texts.permission)}</label>
          <select
            id={`${id}-permission`}
            className="select"
            value={permission}
            onChange={(event) => setPermission(event.target.value)}
          >
            <option value="">{say(texts.choosePermission)}</option>
            {byTitle.map((each) => (
              <option key={each.permission} value={each.permission}>
                {say(each.title)} ({each.permission})
              </option>
            ))}
          </select>
        </div>
        <Reach value={scope} onChange={setScope} />
        <button type="button" className="button second small" disabled={permission === ''} onClick={add}>
          {say(texts.addGrant)}
        </button>
      </div>
    </fieldset>
  );
}

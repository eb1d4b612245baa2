import { useState } from 'react';
import { ActForms, ProblemNote, Time, useAct, useMay, useSay, type ActForm, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { EnrolByFile } from './enrol-by-file.tsx';
import { words } from './words.ts';

const revoking: readonly ActForm<{ readonly why: string }>[] = [
  {
    permission: 'nodes:enrol',
    hint: words.revokeHint,
    asks: [{ kind: 'words', name: 'why', label: words.why }],
    buttons: [
      {
        word: words.revoke,
        danger: true,
        will: words.revokeWill,
        make: (said) => ({ why: said.words('why') }),
      },
    ],
  },
];

/** A code for enrolling, shown once, and the end of a node. */
export function Enrolment({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const params = { key: String(row['code']) };
  const [made, setMade] = useState<{ code: string; until: string }>();
  const invite = useAct('nodes', operations.invite, { done: setMade });
  const revoke = useAct('nodes', operations.revoke);
  if (row['state'] === 'revoked' || !may('nodes:enrol')) return null;
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={invite.isPending}
          onClick={() => invite.mutate({ params })}
        >
          {say(words.makeCode)}
        </button>
      </div>
      {invite.isError && <ProblemNote problem={invite.error} />}
      {made && (
        <div role="status" className="stack tight">
          <p>{say(words.codeHint)}</p>
          <p className="mono wrap">
            npm run yj -- node enrol --city {globalThis.location.origin} --code {made.code}
          </p>
          <p>
            {say(words.codeUntil)} <Time at={made.until} />
          </p>
        </div>
      )}
      {row['way'] === 'file' && <EnrolByFile />}
      <ActForms
        acts={revoking}
        onAct={(body) => revoke.mutate({ params, body })}
        busy={revoke.isPending}
        problem={revoke.error}
      />
    </div>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PageHead, ProblemNote, Skeleton, Time, useAct, useCall, useSay } from '#ui';
import type { Result } from '#kernel/operation';
import { operations, type FactorBegun } from '../contract.ts';
import { CodeForm } from './code-form.tsx';
import { factorWords as words } from './second-factor-words.ts';

/** Rights may come and go with a second factor: everything is asked anew. */
const useForget = () => {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
};

function Codes({ codes }: { readonly codes: readonly string[] }) {
  const say = useSay();
  return (
    <div className="notice stack tight" role="status">
      <p className="strong">{say(words.keep)}</p>
      <ul className="mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}

function Enrol({
  begun,
  onDone,
}: {
  readonly begun: FactorBegun;
  readonly onDone: (codes: string[]) => void;
}) {
  const say = useSay();
  const act = useAct('identity', operations.confirmSecondFactor, {
    done: ({ recovery }) => onDone(recovery),
  });
  return (
    <section className="sheet stack">
      <p>{say(words.scan)}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`}
        alt={say(words.picture)}
        width={220}
        height={220}
      />
      <p>
        {say(words.key)} <code>{begun.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <CodeForm
        button={say(words.confirm)}
        busy={act.isPending}
        problem={act.error}
        onCode={(code) => act.mutate({ body: { code } })}
      />
    </section>
  );
}

function Without({ onEnrolled }: { readonly onEnrolled: (codes: string[]) => void }) {
  const say = useSay();
  const begin = useAct('identity', operations.beginSecondFactor);
  if (begin.data) return <Enrol begun={begin.data} onDone={onEnrolled} />;
  return (
    <section className="sheet stack">
      <p>{say(words.none)}</p>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={begin.isPending}
          onClick={() => begin.mutate({})}
        >
          {say(words.begin)}
        </button>
      </div>
      {begin.isError && <ProblemNote problem={begin.error} />}
    </section>
  );
}

function With({ since, left }: { readonly since: string; readonly left: number }) {
  const say = useSay();
  const forget = useForget();
  const prove = useAct('identity', operations.proveSecondFactor, { done: forget });
  const remove = useAct('identity', operations.removeSecondFactor, { done: forget });
  return (
    <section className="sheet stack">
      <p>
        {say(words.since)} <Time at={since} />。{say(words.left, { count: String(left) })}
      </p>
      <CodeForm
        button={say(words.prove)}
        busy={prove.isPending}
        problem={prove.error}
        onCode={(code) => prove.mutate({ body: { code } })}
      />
      {prove.isSuccess && <p role="status">{say(words.proved)}</p>}
      <details>
        <summary>{say(words.remove)}</summary>
        <CodeForm
          danger
          button={say(words.remove)}
          busy={remove.isPending}
          problem={remove.error}
          onCode={(code) => remove.mutate({ body: { code } })}
        />
      </details>
    </section>
  );
}

function Body({ state }: { readonly state: Result<typeof operations.secondFactor> }) {
  const say = useSay();
  const forget = useForget();
  const [codes, setCodes] = useState<readonly string[]>();
  const enrolled = (made: string[]) => {
    setCodes(made);
    forget();
  };
  return (
    <>
      {state.needed && state.provedAt === null && <p className="notice">{say(words.needed)}</p>}
      {codes && <Codes codes={codes} />}
      {state.since === null ? (
        <Without onEnrolled={enrolled} />
      ) : (
        <With since={state.since} left={state.recoveryLeft} />
      )}
    </>
  );
}

/** My second factor: enrol it, prove it, remove it. */
export function SecondFactorPage() {
  const say = useSay();
  const state = useCall('identity', operations.secondFactor, {});
  return (
    <div className="stack">
      <PageHead title={say(words.title)} lead={say(words.lead)} />
      {state.isPending && <Skeleton lines={3} />}
      {state.isError && <ProblemNote problem={state.error} onRetry={() => void state.refetch()} />}
      {state.data && <Body state={state.data} />}
    </div>
  );
}

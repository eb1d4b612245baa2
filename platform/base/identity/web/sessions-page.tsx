import { PageHead, ProblemNote, ScrollRegion, Skeleton, Tag, Time, useAct, useCall, useSay } from '#ui';
import { operations, type MySession } from '../contract.ts';
import { texts } from './words.ts';
import { ChangePassword } from './change-password.tsx';

function SessionRow({ session }: { readonly session: MySession }) {
  const say = useSay();
  const end = useAct('identity', operations.endSession);
  return (
    <tr>
      <td>
        <Time at={session.begunAt} />
      </td>
      <td>
        <Time at={session.seenAt} as="near" />
      </td>
      <td>
        {session.device ?? '—'}
        {session.place !== null && <span className="quiet"> {session.place}</span>}
      </td>
      <td>
        {session.current ? (
          <Tag tone="celadon">{say(texts.thisSession)}</Tag>
        ) : (
          <button
            type="button"
            className="button small"
            disabled={end.isPending}
            onClick={() => end.mutate({ params: { id: session.id } })}
          >
            {say(texts.endSession)}
          </button>
        )}
        {end.isError && <ProblemNote problem={end.error} />}
      </td>
    </tr>
  );
}

/** Where I am signed in, and my password. */
export function SessionsPage() {
  const say = useSay();
  const sessions = useCall('identity', operations.sessions, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.sessions)} />
      {sessions.isError && <ProblemNote problem={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton lines={3} />}
      {sessions.data && (
        <ScrollRegion label={say(texts.sessions)}>
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">{say(texts.begunAt)}</th>
                <th scope="col">{say(texts.seenAt)}</th>
                <th scope="col">{say(texts.device)}</th>
                <th scope="col">{say(texts.state)}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.data.items.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      <ChangePassword />
    </div>
  );
}

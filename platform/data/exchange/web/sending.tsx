import { useState } from 'react';
import type { Result } from '#kernel/operation';
import {
  FieldList,
  number,
  ProblemNote,
  Skeleton,
  Time,
  useAct,
  useCall,
  useLanguage,
  useMay,
  useSay,
  useSession,
  type AnyRow,
} from '#ui';
import { operations } from '../contract.ts';
import { Labelled } from './labelled.tsx';
import { SendingActs } from './sending-acts.tsx';
import { signText } from './signs.ts';
import { TableForm } from './table-form.tsx';
import { words } from './words.ts';

type Standing = Result<typeof operations.sending>;
const renews = { renews: ['exchange'] } as const;

function Progress({ standing }: { readonly standing: Standing }) {
  const say = useSay();
  const { language } = useLanguage();
  const { url, host, change, sent, sentAt, problem, dead } = standing;
  const lines = [
    { name: 'url', label: say(words.sendTo), value: url ?? host ?? say(words.sentNowhere) },
    {
      name: 'sent',
      label: say(words.sentUntil),
      value: say(words.sentOf, { sent: number(sent, language), change: number(change, language) }),
    },
    ...(sentAt ? [{ name: 'sentAt', label: say(words.lastAt), value: <Time at={sentAt} /> }] : []),
    ...(problem
      ? [
          {
            name: 'problem',
            label: say(dead ? words.givenUp : words.notTaken),
            value: say(signText(problem)),
          },
        ]
      : []),
  ];
  return <FieldList lines={lines} />;
}

/** Databases of the consumer from which what was written there is still to be deleted. */
function Left({ standing: { left } }: { readonly standing: Standing }) {
  const say = useSay();
  if (left.length === 0) return null;
  return (
    <div className="notice stack tight">
      <strong>{say(words.leftRows)}</strong>
      <ul>
        {left.map(({ host, since, failures, problem }) => (
          <li key={since}>
            {say(words.leftSince, { host, count: failures })} {problem && say(signText(problem))}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SetFormProps {
  readonly agreement: string;
  readonly standing: Standing;
  readonly set: Pick<ReturnType<typeof useSet>, 'mutate' | 'isPending'>;
}

const useSet = () => useAct('exchange', operations.setAddress, renews);

function SetForm({ agreement, standing, set }: SetFormProps) {
  const say = useSay();
  const [url, setUrl] = useState(standing.url?.startsWith('https:') ? standing.url : '');
  const params = { key: agreement };
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate({ params, body: { url: url.trim() } });
      }}
    >
      <Labelled label={say(words.sendTo)} hint={say(words.sendToHint)}>
        {(ids) => (
          <input
            {...ids}
            type="url"
            className="input"
            required
            maxLength={2000}
            placeholder="https://"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Labelled>
      <div className="row">
        <button type="submit" className="button primary" disabled={set.isPending}>
          {say(words.setAddress)}
        </button>
        {standing.broker && (
          <button
            type="button"
            className="button second"
            disabled={set.isPending}
            onClick={() => set.mutate({ params, body: { broker: 'nats' } })}
          >
            {say(words.useBroker)}
          </button>
        )}
      </div>
    </form>
  );
}

/** The form is made anew with each address; the secret, which is shown this once, stays until another one is set or none. */
function Setting({ agreement, standing }: Omit<SetFormProps, 'set'>) {
  const say = useSay();
  const set = useSet();
  return (
    <div className="stack tight">
      <SetForm key={standing.url} agreement={agreement} standing={standing} set={set} />
      {set.isError && <ProblemNote problem={set.error} />}
      {set.data?.url === standing.url && (
        <p className="notice" role="status">
          {set.data.secret === null ? (
            say(words.tableSet)
          ) : (
            <>
              {say(words.secretOnce)} <code className="wrap">{set.data.secret}</code>
            </>
          )}
        </p>
      )}
      <TableForm
        key={`table ${standing.url}`}
        url={standing.url}
        busy={set.isPending}
        onSet={(database) => set.mutate({ params: { key: agreement }, body: { database } })}
      />
    </div>
  );
}

/** Where the changes of a subscription are sent to: seen by both sides, set, changed and tried by the consumer. */
export function Sending({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const { actor } = useSession();
  const agreement = String(row['id']);
  const asked = useCall('exchange', operations.sending, { params: { key: agreement } });
  if (asked.isPending) return <Skeleton lines={3} />;
  const note = asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (asked.isLoadingError) return note;
  if (row['state'] !== 'in-force')
    return (
      <div className="stack tight">
        <p>{say(words.sendsNoMore)}</p>
        <Left standing={asked.data} />
      </div>
    );
  const sets = actor.organisation === row['consumer'] && may('exchange:fetch') && !row['system'];
  return (
    <div className="stack">
      {note}
      <Progress standing={asked.data} />
      <Left standing={asked.data} />
      {sets && <Setting key={agreement} agreement={agreement} standing={asked.data} />}
      {sets && asked.data.url !== null && <SendingActs agreement={agreement} />}
    </div>
  );
}

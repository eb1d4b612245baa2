import { useState } from 'react';
import {
  EmptyState,
  Heads,
  Lamp,
  OnceMore,
  PageHead,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Application, type ClientSecret } from '../contract.ts';
import { ApplicationForm } from './application-form.tsx';
import { applicationWords as words } from './application-words.ts';
import { Grants } from './grants.tsx';
import { SecretOnce } from './secret-once.tsx';
import { texts } from './words.ts';

type OnMade = (made: ClientSecret) => void;

function Actions({ application, onMade }: { readonly application: Application; readonly onMade: OnMade }) {
  const say = useSay();
  const renew = useAct('identity', operations.renewApplicationSecret, { done: onMade });
  const revoke = useAct('identity', operations.revokeApplication);
  const params = { id: application.id };
  return (
    <div className="row">
      {application.kind !== 'native' && (
        <OnceMore
          word={say(words.renew)}
          will={say(words.renewWill)}
          className="button small"
          busy={renew.isPending}
          onYes={() => renew.mutate({ params })}
        />
      )}
      <OnceMore
        word={say(texts.revoke)}
        will={say(texts.revokeWill)}
        className="button danger small"
        busy={revoke.isPending}
        onYes={() => revoke.mutate({ params })}
      />
      {renew.isError && <ProblemNote problem={renew.error} />}
      {revoke.isError && <ProblemNote problem={revoke.error} />}
    </div>
  );
}

function Row({ application, onMade }: { readonly application: Application; readonly onMade: OnMade }) {
  const say = useSay();
  const revoked = application.revokedAt !== null;
  return (
    <tr>
      <td>
        {say(application.name)}
        <div className="small quiet mono">{application.id}</div>
      </td>
      <td>{say(words.kinds[application.kind] ?? texts.name)}</td>
      <td className="small mono">
        {application.redirectUris.map((uri) => (
          <div key={uri}>{uri}</div>
        ))}
      </td>
      <td>
        <Grants grants={application.grants} />
      </td>
      <td>
        <Lamp colour={revoked ? 'grey' : 'green'}>{say(revoked ? texts.revoked : texts.active)}</Lamp>
      </td>
      <td>{!revoked && <Actions application={application} onMade={onMade} />}</td>
    </tr>
  );
}

function Table({ items, onMade }: { readonly items: readonly Application[]; readonly onMade: OnMade }) {
  const say = useSay();
  const heads = [texts.name, words.kind, words.address, texts.grants, texts.state, words.actions];
  return (
    <ScrollRegion label={say(words.title)}>
      <table className="data-table">
        <Heads heads={heads} />
        <tbody>
          {items.map((application) => (
            <Row key={application.id} application={application} onMade={onMade} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RotateKeys() {
  const say = useSay();
  const rotate = useAct('identity', operations.rotateSigningKeys);
  return (
    <div className="row">
      <button
        type="button"
        className="button small"
        disabled={rotate.isPending}
        onClick={() => rotate.mutate({})}
      >
        {say(words.rotate)}
      </button>
      {rotate.isSuccess && <span role="status">{say(texts.done)}</span>}
      {rotate.isError && <ProblemNote problem={rotate.error} />}
    </div>
  );
}

/** Applications that sign people in by this platform, and the keys that sign for them. */
export function ApplicationsPage() {
  const say = useSay();
  const [made, setMade] = useState<ClientSecret>();
  const asked = useCall('identity', operations.applications, {});
  return (
    <div className="stack">
      <PageHead
        title={say(words.title)}
        lead={asked.data && say(words.lead, { issuer: asked.data.issuer })}
      />
      {made && <SecretOnce made={made} />}
      <ApplicationForm onMade={setMade} />
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.isPending && <Skeleton lines={4} />}
      {asked.data?.items.length === 0 && <EmptyState title={say(words.none)} hint={say(words.noneHint)} />}
      {asked.data && asked.data.items.length > 0 && <Table items={asked.data.items} onMade={setMade} />}
      <RotateKeys />
    </div>
  );
}

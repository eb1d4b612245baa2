import { useState } from 'react';
import {
  OnceMore,
  EmptyState,
  Lamp,
  PageHead,
  ProblemNote,
  ReferenceValue,
  ScrollRegion,
  Skeleton,
  Time,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Client, type ClientSecret } from '../contract.ts';
import { texts } from './words.ts';
import { ClientForm } from './client-form.tsx';
import { Grants } from './grants.tsx';
import { SecretOnce } from './secret-once.tsx';

const stateOf = ({ revokedAt, expiresAt }: Client): 'revoked' | 'expired' | 'active' => {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
};

function ClientRow({ client }: { readonly client: Client }) {
  const say = useSay();
  const revoke = useAct('identity', operations.revokeClient);
  const state = stateOf(client);
  return (
    <tr>
      <td>
        {client.name}
        <div className="small quiet mono">{client.id}</div>
      </td>
      <td>
        {client.organisation ? (
          <ReferenceValue record="organisations.organisation" value={client.organisation} />
        ) : (
          '—'
        )}
      </td>
      <td>
        <Grants grants={client.grants} />
      </td>
      <td>
        <Time at={client.createdAt} as="date" />
      </td>
      <td>{client.usedAt ? <Time at={client.usedAt} as="near" /> : '—'}</td>
      <td>
        <Lamp colour={state === 'active' ? 'green' : 'grey'}>{say(texts[state])}</Lamp>
        {revoke.isError && <ProblemNote problem={revoke.error} />}
      </td>
      <td>
        {state === 'active' && (
          <OnceMore
            word={say(texts.revoke)}
            will={say(texts.revokeWill)}
            className="button danger small"
            busy={revoke.isPending}
            onYes={() => revoke.mutate({ params: { id: client.id } })}
          />
        )}
      </td>
    </tr>
  );
}

const heads = ['name', 'organisation', 'grants', 'createdAt', 'usedAt', 'state', 'revoke'] as const;

/** Programs that use the API in their own name. */
export function ClientsPage() {
  const say = useSay();
  const [made, setMade] = useState<ClientSecret>();
  const clients = useCall('identity', operations.clients, {});
  return (
    <div className="stack">
      <PageHead title={say(texts.clients)} />
      {made && <SecretOnce made={made} />}
      <ClientForm onMade={setMade} />
      {clients.isError && <ProblemNote problem={clients.error} onRetry={() => void clients.refetch()} />}
      {clients.isPending && <Skeleton lines={4} />}
      {clients.data?.items.length === 0 && (
        <EmptyState title={say(texts.noClients)} hint={say(texts.noClientsHint)} />
      )}
      {clients.data && clients.data.items.length > 0 && (
        <ScrollRegion label={say(texts.clients)}>
          <table className="data-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(texts[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {clients.data.items.map((client) => (
                <ClientRow key={client.id} client={client} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </div>
  );
}

import { useState } from 'react';
import { call } from '#kernel/call';
import { type Column, type ListSource, SimulatedTag, TablePage, Time, useMay, useSay } from '#ui';
import { operations, type QuotaRequest } from '../contract.ts';
import { AskQuota } from './ask-quota.tsx';
import { words } from './estate-words.ts';
import { QuotaDetail } from './quota-detail.tsx';
import { AmountsWords } from './amounts.tsx';
import { StateLamp } from './state-lamp.tsx';

type Asked = Parameters<typeof call<typeof operations.requests>>[2]['query'];

const source: ListSource<QuotaRequest> = {
  key: ['cloud', 'quota-requests'],
  load: ({ limit, after, state }, signal) =>
    call('cloud', operations.requests, { query: { limit, after, state } as Asked }, { signal }),
};

function Tenant({ request: { tenant, tenantName, simulated } }: { readonly request: QuotaRequest }) {
  const say = useSay();
  return (
    <>
      {tenantName ? say(tenantName) : tenant} {simulated && <SimulatedTag />}
    </>
  );
}

const columns: readonly Column<QuotaRequest>[] = [
  { name: 'tenant', label: words.tenant, show: (request) => <Tenant request={request} /> },
  { name: 'asked', label: words.asked, show: ({ asked }) => <AmountsWords amounts={asked} /> },
  { name: 'granted', label: words.granted, show: ({ granted }) => <AmountsWords amounts={granted} /> },
  { name: 'state', label: words.state, show: ({ state }) => <StateLamp state={state} /> },
  { name: 'askedAt', label: words.askedAt, show: ({ askedAt }) => <Time at={askedAt} as="near" /> },
];

const states = ['asked', 'granted', 'refused', 'taken-back'] as const;

/** What departments asked of the cloud, the latest first; asked and decided here. */
export function QuotaPage() {
  const say = useSay();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  return (
    <TablePage
      id="cloud.quota-requests"
      title={words.requests}
      source={source}
      columns={columns}
      filters={[
        {
          name: 'state',
          label: words.state,
          kind: 'choice',
          choices: states.map((value) => ({ value, label: words[`state-${value}`] })),
        },
      ]}
      keyOf={({ id }) => id}
      detail={(id) => <QuotaDetail id={id} />}
      actions={
        may('cloud:ask') &&
        !asking && (
          <button type="button" className="button primary" onClick={() => setAsking(true)}>
            {say(words.ask)}
          </button>
        )
      }
      lead={asking && <AskQuota onEnd={() => setAsking(false)} />}
      empty={{ title: words.noRequests, hint: words.noRequestsHint }}
    />
  );
}

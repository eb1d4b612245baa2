import {
  type ActForm,
  ActForms,
  DetailPage,
  type FieldLine,
  FieldList,
  ProblemNote,
  type Said,
  type Say,
  SimulatedTag,
  Skeleton,
  Time,
  useAct,
  useCall,
  useMay,
  useSay,
} from '#ui';
import type { Input, Result } from '#kernel/operation';
import { operations } from '../contract.ts';
import { type Amounts, type Dimension, dimensions } from '../rules.ts';
import { AmountsWords } from './amounts.tsx';
import { dimensionWords, words } from './estate-words.ts';
import { StateLamp } from './state-lamp.tsx';

type Opened = Result<typeof operations.request>;

/** More, less or nothing is granted, with words to the department. */
const decided = (asked: Amounts): ActForm<Input<typeof operations.decideQuota>['body']> => {
  const answer = { kind: 'words', name: 'answer', label: words.answer } as const;
  const amount = (name: Dimension) =>
    ({ kind: 'number', name, label: dimensionWords[name], begin: asked[name] }) as const;
  const amounts = (said: Said) => ({
    cpu: said.number('cpu'),
    memoryGb: said.number('memoryGb'),
    storageGb: said.number('storageGb'),
  });
  return {
    hint: words.grantHint,
    asks: [...dimensions.map(amount), answer],
    buttons: [
      {
        word: words.grant,
        make: (said) => ({ grant: true, answer: said.words('answer'), amounts: amounts(said) }),
      },
      {
        word: words.refuse,
        danger: true,
        make: (said) => ({ grant: false, answer: said.words('answer') }),
      },
    ],
  };
};

function Decide({ request: { id, asked } }: { readonly request: Opened }) {
  const act = useAct('cloud', operations.decideQuota, { renews: ['tasks'] });
  return (
    <ActForms
      acts={[decided(asked)]}
      onAct={(body) => act.mutate({ params: { id }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

const takenBack: ActForm<null> = {
  asks: [],
  buttons: [{ word: words.takeBack, danger: true, will: words.takeBackWill, make: () => null }],
};

function TakeBack({ id }: { readonly id: string }) {
  const act = useAct('cloud', operations.takeBackQuota, { renews: ['tasks'] });
  return (
    <ActForms
      acts={[takenBack]}
      onAct={() => act.mutate({ params: { id } })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function linesOf(request: Opened, say: Say): FieldLine[] {
  return [
    { name: 'state', label: say(words.state), value: <StateLamp state={request.state} /> },
    { name: 'asked', label: say(words.asked), value: <AmountsWords amounts={request.asked} /> },
    { name: 'granted', label: say(words.granted), value: <AmountsWords amounts={request.granted} /> },
    { name: 'now', label: say(words.now), value: <AmountsWords amounts={request.now} /> },
    { name: 'held', label: say(words.held), value: <AmountsWords amounts={request.held} /> },
    { name: 'free', label: say(words.free), value: <AmountsWords amounts={request.free} /> },
    { name: 'reason', label: say(words.reason), value: request.reason },
    { name: 'askedBy', label: say(words.askedBy), value: request.askedBy },
    { name: 'askedAt', label: say(words.askedAt), value: <Time at={request.askedAt} /> },
    ...(request.decidedAt === null
      ? []
      : [
          { name: 'decidedBy', label: say(words.decidedBy), value: request.decidedBy ?? '—' },
          { name: 'decidedAt', label: say(words.decidedAt), value: <Time at={request.decidedAt} /> },
          { name: 'answer', label: say(words.answer), value: request.answer ?? '—' },
        ]),
  ];
}

/** A request with what whoever decides must know: what the department has, what its machines hold, what is free. */
export function QuotaDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const may = useMay();
  const found = useCall('cloud', operations.request, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const request = found.data;
  if (!request) return <Skeleton lines={5} />;
  const waits = request.state === 'asked';
  const decision = { title: say(words.decision), content: <Decide request={request} /> };
  return (
    <DetailPage
      title={request.tenantName ? say(request.tenantName) : request.tenant}
      tags={request.simulated && <SimulatedTag />}
      actions={waits && may('cloud:ask') && <TakeBack id={request.id} />}
      sections={waits && may('cloud:grant') ? [decision] : []}
    >
      <FieldList lines={linesOf(request, say)} />
    </DetailPage>
  );
}

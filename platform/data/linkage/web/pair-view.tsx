import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '#kernel/call';
import {
  ActForms,
  DrillPath,
  PageHead,
  ProblemNote,
  Reveal,
  SimulatedTag,
  Skeleton,
  Tag,
  Timeline,
  useAct,
  useCall,
  useMay,
  useSay,
  useShortcuts,
} from '#ui';
import { operations, pairStates, percentOf, sayings, type Comparison } from '../contract.ts';
import { DecideForm } from './decide-form.tsx';
import { PairLines } from './pair-lines.tsx';
import { texts } from './words.ts';

const list = '/linkage/pairs';

function usePair(id: string, purpose: string | undefined) {
  const input = { params: { id }, query: { reveal: purpose ? ('yes' as const) : ('no' as const) } };
  return useQuery({
    queryKey: ['linkage', 'pair', input, purpose],
    // What was shown for a purpose is not kept once it is no longer looked at.
    ...(purpose ? { gcTime: 0, staleTime: Infinity } : {}),
    queryFn: ({ signal }) =>
      call('linkage', operations.compare, input, { signal, ...(purpose ? { purpose } : {}) }),
  });
}

function Decisions({ pair }: { readonly pair: Comparison }) {
  const say = useSay();
  if (pair.decisions.length === 0) return <p className="quiet">{say(texts.noDecisions)}</p>;
  return (
    <Timeline
      label={say(texts.decisions)}
      items={pair.decisions
        .map(({ said, reason, by, byName, at, takenBack, takesBack }, number) => ({
          key: String(number),
          at,
          title: takesBack ? (
            say(texts.tookBack)
          ) : (
            <>
              {say(sayings[said])} {takenBack && <Tag>{say(texts.takenBackTag)}</Tag>}
            </>
          ),
          by: byName ?? by,
          body: reason,
        }))
        .toReversed()}
    />
  );
}

function TakeBack({ pair, onDone }: { readonly pair: Comparison; readonly onDone: () => void }) {
  const act = useAct('linkage', operations.takeBack, { renews: ['tasks', 'registers'], done: onDone });
  return (
    <ActForms
      acts={[
        {
          hint: texts.takeBackHint,
          asks: [{ kind: 'words', name: 'why', label: texts.why }],
          buttons: [{ word: texts.takeBack, danger: true, make: (said) => ({ reason: said.words('why') }) }],
        },
      ]}
      onAct={(body) => act.mutate({ params: { id: pair.id }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function Head({ pair, page }: { readonly pair: Comparison; readonly page: boolean }) {
  const say = useSay();
  const title = say(pair.person === null ? texts.isNew : texts.pair);
  if (page) return <PageHead title={title} lead={<Lead pair={pair} />} />;
  return (
    <>
      <h2>{title}</h2>
      <p>
        <Lead pair={pair} />
      </p>
    </>
  );
}

/** Ways to where each side came from. */
function Ways({ pair: { person, batch, row } }: { readonly pair: Comparison }) {
  const say = useSay();
  return (
    <div className="row">
      {person && (
        <Link className="button second" to={`/registers/persons/${person}`}>
          {say(texts.openPerson)}
        </Link>
      )}
      <Link className="button second" to={`/ingestion/batches/${batch}`}>
        {say(texts.row, { batch: `${batch.slice(0, 9)}…`, row })}
      </Link>
    </div>
  );
}

interface OpenProps {
  readonly pair: Comparison;
  readonly onNext: (id: string | null) => void;
  readonly onTakenBack: () => void;
}

/** What waits to be said of it, and what was said. */
function Verdicts({ pair, onNext, onTakenBack }: OpenProps) {
  const say = useSay();
  const waits = pair.state === 'confirming' || pair.state === 'disputed' ? texts[pair.state] : undefined;
  return (
    <>
      {waits && <p className="notice">{say(waits)}</p>}
      {pair.mayDecide && (
        <section className="stack tight" aria-label={say(texts.decide)}>
          <h2>{say(texts.decide)}</h2>
          <p className="hint">{say(pair.person === null ? texts.founding : texts.fourEyes)}</p>
          <DecideForm key={pair.id} pair={pair} onNext={onNext} />
        </section>
      )}
      <section className="stack tight" aria-label={say(texts.decisions)}>
        <h2>{say(texts.decisions)}</h2>
        <Decisions pair={pair} />
        {pair.mayTakeBack && <TakeBack key={pair.id} pair={pair} onDone={onTakenBack} />}
      </section>
    </>
  );
}

/** Both records side by side, what speaks for and against, and the verdict. */
export function PairView({ id, page = false }: { readonly id: string; readonly page?: boolean }) {
  const say = useSay();
  const may = useMay();
  const navigate = useNavigate();
  // Whoever decides many in a row states the purpose once; each look stands in the ledger with it.
  const [purpose, setPurpose] = useState<string>();
  const pair = usePair(id, purpose);
  const queue = useCall('linkage', operations.queue, {});
  const open = (next: string | null | undefined) => void navigate(next ? `${list}/${next}` : list);
  useShortcuts([{ key: 'n', label: texts.next, run: () => open(queue.data?.next) }]);
  const reveal = <Reveal purpose={purpose} onPurpose={setPurpose} />;
  if (pair.isPending) return <Skeleton lines={10} />;
  if (pair.isError)
    return (
      <div className="stack">
        {page && <h1>{say(texts.pair)}</h1>}
        <ProblemNote problem={pair.error} onRetry={() => void pair.refetch()} />
        {purpose && reveal}
      </div>
    );
  return (
    <div className="stack">
      <Head pair={pair.data} page={page} />
      {may('linkage:reveal') && <div>{reveal}</div>}
      <PairLines pair={pair.data} />
      <p className="small quiet">{say(texts.bitsHint)}</p>
      <Ways pair={pair.data} />
      <Verdicts pair={pair.data} onNext={open} onTakenBack={() => void pair.refetch()} />
    </div>
  );
}

function Lead({ pair }: { readonly pair: Comparison }) {
  const say = useSay();
  return (
    <>
      {say(pair.datasetTitle)}{' '}
      {pair.person !== null && <>· {say(texts.probability, { percent: percentOf(pair.probability) })} </>}
      <Tag>{say(pairStates[pair.state])}</Tag> {pair.simulated && <SimulatedTag />}
    </>
  );
}

/** The pair as a page of its own. */
export function PairPage() {
  const say = useSay();
  const { key = '' } = useParams();
  return (
    <div className="stack">
      <DrillPath
        label={say(texts.title)}
        steps={[{ label: say(texts.title), to: list }, { label: say(texts.pair) }]}
      />
      <PairView id={key} page />
    </div>
  );
}

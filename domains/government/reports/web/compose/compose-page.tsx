import { Link, useParams, useSearchParams } from 'react-router';
import {
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Tag,
  useAct,
  useCall,
  useSay,
  useSession,
  WordsForm,
} from '#ui';
import type { Result } from '#kernel/operation';
import { operations, stateNames } from '../../contract.ts';
import { words as pageWords } from '../words.ts';
import { Composer } from './composer.tsx';
import { fromExplored } from './draft.ts';
import { words } from './words.ts';

/** A new report, empty or of what was explored: that stands in the address. */
export function ComposePage() {
  const say = useSay();
  const [search] = useSearchParams();
  const { actor } = useSession();
  const asked = useCall('reports', operations.materials, {});
  return (
    <div className="stack">
      <PageHead title={say(pageWords.composing)} lead={say(words.lead)} />
      {asked.isPending && <Skeleton lines={8} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && (
        <Composer
          begin={fromExplored(search, actor.organisation ?? '', asked.data.measures)}
          measures={asked.data.measures}
          reports={asked.data.reports}
        />
      )}
    </div>
  );
}

type Kept = Result<typeof operations.draft>;

function Retire({ code }: { readonly code: string }) {
  const say = useSay();
  const retiring = useAct('reports', operations.retire, { renews: ['records'] });
  return (
    <details>
      <summary>{say(words.retire)}</summary>
      <WordsForm
        label={words.why}
        hint={words.whyHint}
        send={words.retire}
        busy={retiring.isPending}
        problem={retiring.error}
        onSend={(reason) => retiring.mutate({ params: { code }, body: { reason } })}
      />
      <p role="status">{retiring.isSuccess && say(words.retired)}</p>
    </details>
  );
}

function Head({ kept: { definition, state, simulated } }: { readonly kept: Kept }) {
  const say = useSay();
  const { code, title } = definition;
  const isPublished = state === 'published' || state === 'changed';
  return (
    <PageHead
      title={say(title)}
      lead={
        <span className="row">
          <Tag>{say(stateNames[state] ?? { zh: state, en: state })}</Tag>
          {simulated && <SimulatedTag />}
        </span>
      }
      actions={
        isPublished && (
          <Link className="button" to={`/reports/reports/${code}`}>
            {say(pageWords.readPublished)}
          </Link>
        )
      }
    />
  );
}

/** A report that was saved: changed further, published, taken out of use. */
export function DraftPage() {
  const { key = '' } = useParams();
  const materials = useCall('reports', operations.materials, {});
  const asked = useCall('reports', operations.draft, { params: { code: key } });
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  if (materials.isError) return <ProblemNote problem={materials.error} />;
  if (asked.isPending || materials.isPending) return <Skeleton lines={10} />;
  const kept = asked.data;
  return (
    <div className="stack">
      <Head kept={kept} />
      <Composer
        key={key}
        begin={kept.definition}
        kept={kept}
        measures={materials.data.measures}
        reports={materials.data.reports}
      />
      {kept.mayPublish && kept.state !== 'new' && kept.state !== 'retired' && <Retire code={key} />}
    </div>
  );
}

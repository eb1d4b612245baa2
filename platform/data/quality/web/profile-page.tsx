import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import {
  EmptyState,
  number,
  PageHead,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Time,
  useAct,
  useCall,
  useLanguage,
  useMay,
  useSay,
} from '#ui';
import { operations, type BatchProfile } from '../contract.ts';
import { FieldProfiles } from './field-profiles.tsx';
import { Select } from './labelled.tsx';
import { texts } from './profile-words.ts';
import { Proposals } from './proposals.tsx';

const askEveryMs = 2000;

function Made({ profile, newest }: { readonly profile: BatchProfile; readonly newest: string | null }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <>
      <p>
        <Link to={`/ingestion/batches/${profile.batch}`}>
          {say(texts.of, { batch: profile.batch.slice(0, 12), rows: number(profile.rows, language) })}
        </Link>
        <Time at={profile.madeAt} /> {profile.simulated && <SimulatedTag />}{' '}
        {newest !== profile.batch && <strong>{say(texts.older)}</strong>}
      </p>
      <Proposals key={profile.madeAt} proposals={profile.proposals} />
      <FieldProfiles profile={profile} />
    </>
  );
}

/** Makes a new profile; until it is there, the page asks for it. */
function MakeBar(props: { readonly dataset: string; readonly waits: boolean; readonly onMake: () => void }) {
  const { dataset, waits, onMake } = props;
  const say = useSay();
  const make = useAct('quality', operations.makeProfile);
  return (
    <>
      <div className="row">
        <button
          type="button"
          className="button second"
          disabled={waits || make.isPending}
          onClick={() => {
            onMake();
            make.mutate({ params: { dataset } });
          }}
        >
          {say(texts.make)}
        </button>
        {waits && <span role="status">{say(texts.making)}</span>}
      </div>
      {make.error && <ProblemNote problem={make.error} />}
    </>
  );
}

function OfDataset({ dataset }: { readonly dataset: string }) {
  const say = useSay();
  const may = useMay();
  const [since, setSince] = useState<string>();
  const options = since === undefined ? {} : { everyMs: askEveryMs };
  const found = useCall('quality', operations.profile, { params: { dataset } }, options);
  if (found.isPending) return <Skeleton lines={10} />;
  if (found.isError) return <ProblemNote problem={found.error} />;
  const { profile, newest } = found.data;
  if (newest === null) return <EmptyState title={say(texts.noBatch)} hint={say(texts.noBatchHint)} />;
  const madeAt = profile ? profile.madeAt : '';
  return (
    <>
      {may('quality:rules') && (
        <MakeBar dataset={dataset} waits={since === madeAt} onMake={() => setSince(madeAt)} />
      )}
      {profile ? (
        <Made profile={profile} newest={newest} />
      ) : (
        <EmptyState title={say(texts.none)} hint={say(texts.noneHint)} />
      )}
    </>
  );
}

/** What a batch holds, column by column, and the rules that it suggests. */
export function ProfilePage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const dataset = search.get('dataset') ?? '';
  const datasets = useCall('catalogue', catalogue.datasets, { query: {} });
  const options = (datasets.data?.items ?? []).map(({ code, title }) => ({ value: code, label: title }));
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(texts.lead)} />
      <Select
        key={String(datasets.isSuccess)}
        label={texts.dataset}
        name="dataset"
        options={options}
        value={dataset}
        onChange={(code) => setSearch(code === '' ? {} : { dataset: code })}
      />
      {dataset === '' ? (
        <EmptyState title={say(texts.choose)} />
      ) : (
        <OfDataset key={dataset} dataset={dataset} />
      )}
    </div>
  );
}

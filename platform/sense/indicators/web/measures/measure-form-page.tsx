import { Link, useParams } from 'react-router';
import { PageHead, ProblemNote, Skeleton, useCall, useSay } from '#ui';
import { operations } from '../../contract.ts';
import { draftOf } from './form/draft.ts';
import { MeasureForm } from './form/measure-form.tsx';
import { words as formWords } from './form/words.ts';
import { words } from './words.ts';

/** Where a measure is declared: tried first, refused with the reason, or saved. */
export function MeasureFormPage() {
  const say = useSay();
  const asked = useCall('indicators', operations.measureSources, {});
  return (
    <div className="stack">
      <PageHead title={say(words.define)} lead={say(words.defineLead)} />
      {asked.isPending && <Skeleton lines={6} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <MeasureForm sources={asked.data} measures={asked.data.measures} />}
    </div>
  );
}

/** The form, begun with what stands. */
function Changing({ code }: { readonly code: string }) {
  const say = useSay();
  const sources = useCall('indicators', operations.measureSources, {});
  const defined = useCall('indicators', operations.measureDefined, { params: { code } });
  for (const each of [defined, sources])
    if (each.isError) return <ProblemNote problem={each.error} onRetry={() => void each.refetch()} />;
  if (!defined.data || !sources.data) return <Skeleton lines={6} />;
  if (defined.data.fromFile) return <p className="notice">{say(formWords.fromFile)}</p>;
  return (
    <MeasureForm
      sources={sources.data}
      measures={sources.data.measures.filter((each) => each.code !== code)}
      standing={draftOf(defined.data.definition)}
    />
  );
}

/** Where a measure of the console is changed: it is shown what would change before it is saved. */
export function MeasureChangePage() {
  const say = useSay();
  const { code = '' } = useParams();
  return (
    <div className="stack">
      <PageHead
        title={say(formWords.change)}
        lead={say(formWords.changeLead)}
        actions={
          <Link className="button" to={`/indicators/measures/${encodeURIComponent(code)}`}>
            {say(formWords.back)}
          </Link>
        }
      />
      <Changing code={code} />
    </div>
  );
}

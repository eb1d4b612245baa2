import { Link, useParams, useSearchParams } from 'react-router';
import { z } from 'zod';
import { field, recordOperations, type RecordOf } from '#kernel/record';
import { DrillPath, PageHead, ProblemNote, RecordFormPage, Skeleton, useCall, useSay } from '#ui';
import { kindNames, kinds, type Kind, settingsParts } from '../contract.ts';
import { Source } from '../records.ts';
import { TryDraft } from './try-draft.tsx';
import { words } from './words.ts';

/** The record with the form of one kind: its settings part by part. */
function recordOf(kind: Kind): RecordOf {
  const { fields } = Source;
  const only = field(z.enum([kind]), fields.kind.label, { names: kindNames });
  const settings = { ...fields.settings, parts: settingsParts[kind] };
  return { ...Source, fields: { ...fields, kind: only, settings } } as unknown as RecordOf;
}

const records = Object.fromEntries(kinds.map((kind) => [kind, recordOf(kind)])) as Record<Kind, RecordOf>;

function ChooseKind() {
  const say = useSay();
  return (
    <div className="stack form-page">
      <DrillPath
        label={say(words.where)}
        steps={[{ label: say(words.sources), to: '/sources/sources' }, { label: say(words.chooseKind) }]}
      />
      <PageHead title={say(words.chooseKind)} />
      <h2>{say(words.chooseHint)}</h2>
      <ul className="plain stack">
        {kinds.map((kind) => (
          <li key={kind} className="sheet stack tight">
            <Link className="strong" to={`?kind=${kind}`}>
              {say(kindNames[kind])}
            </Link>
            <span>{say(words[kind])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ChangeForm({ code }: { readonly code: string }) {
  const state = useCall('sources', operations.get, { params: { key: code }, query: {} });
  if (state.isPending) return <Skeleton lines={8} />;
  if (state.isError) return <ProblemNote problem={state.error} />;
  const { kind } = state.data as unknown as { kind: Kind };
  return (
    <TryDraft kind={kind} code={code}>
      <RecordFormPage record={records[kind]} />
    </TryDraft>
  );
}

const operations = recordOperations(Source);

/** The form of a source: first its kind, then what that kind needs. */
export function SourceFormPage() {
  const { key } = useParams();
  const [search] = useSearchParams();
  if (key !== undefined) return <ChangeForm code={key} />;
  const kind = kinds.find((each) => each === search.get('kind'));
  if (!kind) return <ChooseKind />;
  return (
    <TryDraft key={kind} kind={kind}>
      <RecordFormPage record={records[kind]} />
    </TryDraft>
  );
}

import { useId } from 'react';
import {
  DetailPage,
  FieldList,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  Tag,
  useAct,
  useCall,
  useSay,
} from '#ui';
import { operations, type Edited } from '../contract.ts';
import { ArticleForm } from './article-form.tsx';
import { categoryWords, stateWords, texts, visibilityWords } from './words.ts';

function ReasonForm({
  label,
  onReason,
}: {
  readonly label: string;
  readonly onReason: (reason: string) => void;
}) {
  const say = useSay();
  const id = useId();
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        onReason(String(new FormData(event.currentTarget).get('reason') ?? ''));
      }}
    >
      <label htmlFor={id}>{say(texts.reason)}</label>
      <input id={id} className="input" name="reason" required minLength={2} maxLength={500} />
      <button type="submit" className="button">
        {label}
      </button>
    </form>
  );
}

function Review({ article }: { readonly article: Edited }) {
  const say = useSay();
  const review = useAct('publishing', operations.review, { renews: ['tasks'] });
  const { id, version, revision, mine } = article;
  if (mine) return <p className="quiet">{say(texts.own)}</p>;
  const decide = (decision: 'release' | 'return', reason?: string) =>
    review.mutate({ params: { id }, body: { decision, version, revision, ...(reason ? { reason } : {}) } });
  return (
    <div className="stack tight">
      <button
        type="button"
        className="button primary"
        disabled={review.isPending}
        onClick={() => decide('release')}
      >
        {say(texts.release)}
      </button>
      <ReasonForm label={say(texts.return)} onReason={(reason) => decide('return', reason)} />
      {review.isError && <ProblemNote problem={review.error} />}
    </div>
  );
}

function Steps({ article }: { readonly article: Edited }) {
  const say = useSay();
  const submit = useAct('publishing', operations.submit, { renews: ['tasks'] });
  const save = useAct('publishing', operations.save);
  const withdraw = useAct('publishing', operations.withdraw);
  const { id, state, revision, visibility } = article;
  const params = { id };
  return (
    <div className="stack tight">
      {(state === 'draft' || state === 'returned') && (
        <button type="button" className="button primary" onClick={() => submit.mutate({ params })}>
          {say(texts.submit)}
        </button>
      )}
      {submit.isError && <ProblemNote problem={submit.error} />}
      {state === 'in-review' && <Review article={article} />}
      {state !== 'in-review' && (
        <details className="card">
          <summary>{say(texts.edit)}</summary>
          <ArticleForm
            key={revision}
            of={article}
            busy={save.isPending}
            problem={save.error}
            onSave={(draft) => save.mutate({ params, body: { ...draft, revision } })}
          />
        </details>
      )}
      {(visibility === 'shown' || visibility === 'over') && (
        <ReasonForm
          label={say(texts.withdraw)}
          onReason={(reason) => withdraw.mutate({ params, body: { reason } })}
        />
      )}
      {withdraw.isError && <ProblemNote problem={withdraw.error} />}
    </div>
  );
}

/** One article: what it says, where it stands, the next step. */
export function ArticleDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const found = useCall('publishing', operations.get, { params: { id } });
  if (found.isError) return <ProblemNote problem={found.error} />;
  const article = found.data;
  if (!article) return <Skeleton lines={6} />;
  const lines = [
    { name: 'indexNumber', label: say(texts.indexNumber), value: article.indexNumber },
    {
      name: 'issuer',
      label: say(texts.issuer),
      value: article.organisationName ? say(article.organisationName) : article.organisation,
    },
    { name: 'category', label: say(texts.category), value: say(categoryWords[article.category]) },
    { name: 'issuedOn', label: say(texts.issuedOn), value: article.issuedOn },
    { name: 'disclosure', label: say(texts.disclosure), value: say(texts[article.disclosure]) },
    {
      name: 'attachments',
      label: say(texts.attachments),
      value: article.attachments.map(({ name }) => name).join('、') || '—',
    },
  ];
  return (
    <DetailPage
      title={say(article.title)}
      tags={
        <>
          <Tag>{say(stateWords[article.state])}</Tag> <Tag>{say(visibilityWords[article.visibility])}</Tag>{' '}
          {article.simulated && <SimulatedTag />}
        </>
      }
      sections={[{ title: say(texts.indexNumber), content: <FieldList lines={lines} /> }]}
    >
      {article.returnReason !== null && <p>{say(texts.returned, { reason: article.returnReason })}</p>}
      {article.withdrawnWhy !== null && <p>{say(texts.withdrawn, { reason: article.withdrawnWhy })}</p>}
      <p style={{ whiteSpace: 'pre-wrap' }}>{say(article.body) || article.body.zh}</p>
      <Steps article={article} />
    </DetailPage>
  );
}

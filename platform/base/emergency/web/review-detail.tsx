import { useId } from 'react';
import { DetailPage, ProblemNote, useAct, useSay } from '#ui';
import { operations, verdicts, type Glass } from '../contract.ts';
import { GlassLines, GlassState } from './glass-lines.tsx';
import { texts } from './words.ts';

function ReviewForm({ id }: { readonly id: string }) {
  const say = useSay();
  const field = useId();
  const act = useAct('emergency', operations.review, { renews: ['tasks'] });
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const verdict = form.get('verdict') === 'justified' ? 'justified' : 'unjustified';
        act.mutate({ params: { id }, body: { verdict, words: String(form.get('words') ?? '') } });
      }}
    >
      <fieldset className="row">
        <legend>{say(texts.verdict)}</legend>
        {verdicts.map((verdict) => (
          <label key={verdict}>
            <input type="radio" name="verdict" value={verdict} required /> {say(texts[verdict])}
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={field}>{say(texts.words)}</label>
        <textarea
          id={field}
          className="textarea"
          name="words"
          required
          minLength={2}
          maxLength={1000}
          rows={3}
        />
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.send)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** One time that glass was broken, and the verdict on it. */
export function ReviewDetail({ glass }: { readonly glass: Glass }) {
  const say = useSay();
  const sections =
    glass.state === 'reviewed' ? [] : [{ title: say(texts.verdict), content: <ReviewForm id={glass.id} /> }];
  return (
    <DetailPage title={say(texts.title)} tags={<GlassState glass={glass} />} sections={sections}>
      <GlassLines glass={glass} />
    </DetailPage>
  );
}

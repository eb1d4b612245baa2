import { FieldList, ProblemNote, Time, useAct, useSay } from '#ui';
import { operations, type Glass } from '../contract.ts';
import { GlassLines, GlassState } from './glass-lines.tsx';
import { texts } from './words.ts';

/** The row behind open glass, under a banner that says so. Each showing is a look: it is asked for, never fetched by itself. */
function Row({ glass }: { readonly glass: Glass }) {
  const say = useSay();
  const show = useAct('emergency', operations.row);
  const end = useAct('emergency', operations.end);
  const input = { params: { id: glass.id } };
  return (
    <div className="stack tight">
      <div className="notice wrong" role="alert">
        {say(texts.banner)} <Time at={glass.endsAt} />
      </div>
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={show.isPending}
          onClick={() => show.mutate(input)}
        >
          {say(texts.show)}
        </button>
        <button type="button" className="button" disabled={end.isPending} onClick={() => end.mutate(input)}>
          {say(texts.end)}
        </button>
      </div>
      {show.data && (
        <FieldList
          lines={show.data.fields.map(({ name, label, value }) => ({
            name,
            label: say(label),
            value: value ?? '—',
          }))}
        />
      )}
      {show.isError && <ProblemNote problem={show.error} />}
      {end.isError && <ProblemNote problem={end.error} />}
    </div>
  );
}

/** One's own broken glass; while it is open, what stands behind it. */
export function OwnGlass({ glass }: { readonly glass: Glass }) {
  return (
    <article className="stack tight">
      <GlassState glass={glass} />
      {glass.state === 'open' && <Row glass={glass} />}
      <GlassLines glass={glass} />
    </article>
  );
}

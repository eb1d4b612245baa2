import { ProblemNote, ScrollRegion, Skeleton, useCall, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { Heads, useShown } from './shown.tsx';
import { WeightsView } from './weights-view.tsx';
import { words } from './words.ts';

const heads = [words.place, words.unit, words.total, words.range];

function Preview({ code }: { readonly code: string }) {
  const say = useSay();
  const shown = useShown();
  const asked = useCall('performance', operations.preview, { params: { code } });
  if (asked.isPending) return <Skeleton lines={4} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  const { cards, weights, unscored } = asked.data;
  return (
    <div className="stack tight">
      <p className="hint">{say(words.previewLead, { count: unscored })}</p>
      <ScrollRegion label={say(words.preview)}>
        <table className="data-table" aria-label={say(words.preview)}>
          <Heads heads={heads} />
          <tbody>
            {cards.map((card) => (
              <tr key={card.unit}>
                <td>{card.place}</td>
                <th scope="row">{say(card.name)}</th>
                <td>{shown.points(card.total)}</td>
                <td>{shown.range(card.placeLow, card.placeHigh)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <WeightsView weights={weights} />
    </div>
  );
}

/** The result as it would be now, for the office alone. */
export function PreviewView({ code, state }: { readonly code: string; readonly state: string }) {
  const say = useSay();
  const may = useMay();
  if (!may('performance:manage') || state === 'published')
    return <p className="quiet">{say(words.nothingToDo)}</p>;
  return <Preview code={code} />;
}

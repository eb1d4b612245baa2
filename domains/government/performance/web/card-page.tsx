import { Link, useParams } from 'react-router';
import { PageHead, ProblemNote, ScrollRegion, SimulatedTag, Skeleton, useCall, useSay } from '#ui';
import { type Card, type CardView, operations } from '../contract.ts';
import { AppealForm } from './appeal-form.tsx';
import { ChangeView } from './change-view.tsx';
import { LeavesTable } from './leaves-table.tsx';
import { Heads, useShown } from './shown.tsx';
import { words } from './words.ts';

function Adjustments({ card }: { readonly card: Card }) {
  const say = useSay();
  const shown = useShown();
  if (card.adjustments.length === 0) return null;
  return (
    <section className="stack tight">
      <h2>{say(words.adjustments)}</h2>
      <ul>
        {card.adjustments.map((each, at) => (
          <li key={at}>
            {say(each.title)} {shown.signed(each.points)}: {each.reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Against({ view }: { readonly view: CardView }) {
  const say = useSay();
  const shown = useShown();
  return (
    <section className="stack tight">
      <h2>{say(words.against)}</h2>
      <ScrollRegion label={say(words.against)}>
        <table className="data-table" aria-label={say(words.against)}>
          <Heads heads={[words.place, words.unit, words.total, words.before]} />
          <tbody>
            {view.against.map((other) => (
              <tr key={other.unit}>
                <td>{other.place}</td>
                <th scope="row">{say(other.name)}</th>
                <td>{shown.points(other.total)}</td>
                <td>{shown.share(other.before)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function Whole({ view }: { readonly view: CardView }) {
  const say = useSay();
  const shown = useShown();
  const { card, result, units } = view;
  const lead = say(words.cardLead, {
    place: card.place,
    units,
    range: shown.range(card.placeLow, card.placeHigh),
    total: shown.points(card.total),
  });
  return (
    <>
      <PageHead title={`${say(card.name)} · ${say(result.title)}`} lead={lead} />
      <div className="row">
        <Link className="button second" to={`/performance/results/${encodeURIComponent(result.id)}`}>
          {say(words.toResult)}
        </Link>
        {result.simulated && <SimulatedTag />}
        {!result.inForce && <span className="notice">{say(words.supersededNote)}</span>}
      </div>
      <LeavesTable card={card} revised={view.revised} />
      <Adjustments card={card} />
      <ChangeView result={result.id} unit={card.unit} />
      <Against view={view} />
      {view.mayAppeal && <AppealForm view={view} />}
    </>
  );
}

/** All of one unit in a result: down to measures and evidence, and why it stands where it does. */
export function CardPage() {
  const { result = '', unit = '' } = useParams();
  const asked = useCall('performance', operations.card, { params: { id: result, unit } });
  return (
    <div className="stack">
      {asked.isPending && <Skeleton lines={8} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data && <Whole view={asked.data} />}
    </div>
  );
}

import { Link } from 'react-router';
import { ScrollRegion, SimulatedTag, useSay } from '#ui';
import { type Card, type CardLeaf, type CardView, goneNames, scoringNames } from '../contract.ts';
import { FileLinks } from './evidence-files.tsx';
import { LeafInputs, Revised } from './leaf-inputs.tsx';
import { Gone, Heads, useShown } from './shown.tsx';
import { words } from './words.ts';

const heads = [words.criterion, words.value, words.how, words.score, words.weight, words.points];

function Value({ leaf }: { readonly leaf: CardLeaf }) {
  const say = useSay();
  const shown = useShown();
  if (leaf.kind === 'evidence')
    return <>{leaf.selfScore === null ? '—' : `${say(words.selfScore)} ${shown.points(leaf.selfScore)}`}</>;
  if (leaf.value === null) return <>—</>;
  return (
    <>
      {shown.points(leaf.value)} {leaf.unit && say(leaf.unit)} {leaf.simulated && <SimulatedTag />}
      {leaf.kept !== null && leaf.kept < 0.995 && (
        <p className="hint">
          {say(words.shrunk, {
            base: leaf.base ?? 0,
            raw: shown.points(leaf.raw),
            kept: shown.points(100 * leaf.kept),
          })}
        </p>
      )}
    </>
  );
}

const Files = ({ leaf: { judgement, files = [] } }: { readonly leaf: CardLeaf }) =>
  judgement !== null && files.length > 0 && <FileLinks of="judgements" id={judgement} files={files} />;

interface LeafProps {
  readonly leaf: CardLeaf;
  readonly revised: CardView['revised'][number] | undefined;
}

/** By what a leaf is scored, and where that opens. */
function How({ leaf, revised }: LeafProps) {
  const say = useSay();
  const title = say(leaf.title);
  if (leaf.kind === 'evidence')
    return (
      <>
        {leaf.evidence && <p>{leaf.evidence}</p>}
        <Files leaf={leaf} />
        {leaf.reason && (
          <p className="hint">
            {say(words.reason)}: {leaf.reason}
          </p>
        )}
      </>
    );
  const scoring = scoringNames[leaf.scoring as keyof typeof scoringNames];
  return (
    <>
      {say(scoring)}
      {leaf.periods && <> · {say(words.periods, { periods: leaf.periods })}</>}
      <div className="row">
        <Link to={`/indicators/measures/${leaf.measure ?? ''}`}>{say(words.figure)}</Link>
        {leaf.rowsPath && leaf.value !== null && (
          <Link to={leaf.rowsPath} aria-label={say(words.openFigure, { title })}>
            {say(words.rows)}
          </Link>
        )}
      </div>
      <LeafInputs leaf={leaf} />
      <Revised of={revised} />
    </>
  );
}

function LeafRow({ leaf, revised }: LeafProps) {
  const say = useSay();
  const shown = useShown();
  return (
    <tr>
      <th scope="row">{say(leaf.title)}</th>
      <td>
        <Value leaf={leaf} />
      </td>
      <td>
        <How leaf={leaf} revised={revised} />
      </td>
      <td>
        {leaf.gone ? (
          <>
            <Gone why={goneNames[leaf.gone]} /> <p className="hint">{say(words.shared)}</p>
          </>
        ) : (
          shown.points(leaf.score)
        )}
      </td>
      <td>{shown.share(leaf.weight)}</td>
      <td>{shown.points(leaf.points)}</td>
    </tr>
  );
}

interface LeavesTableProps {
  readonly card: Card;
  readonly revised?: CardView['revised'];
}

/** The leaves of a card by group: value, basis, score, weight, points. */
export function LeavesTable({ card, revised = [] }: LeavesTableProps) {
  const say = useSay();
  const shown = useShown();
  return (
    <>
      {card.groups.map((group) => (
        <section key={group.code} className="stack tight">
          <h2>
            {say(group.title)} · {shown.points(group.score)}
          </h2>
          <ScrollRegion label={say(group.title)}>
            <table className="data-table" aria-label={say(group.title)}>
              <Heads heads={heads} />
              <tbody>
                {card.leaves
                  .filter((leaf) => leaf.group === group.code)
                  .map((leaf) => (
                    <LeafRow
                      key={leaf.code}
                      leaf={leaf}
                      revised={revised.find(({ code }) => code === leaf.code)}
                    />
                  ))}
              </tbody>
            </table>
          </ScrollRegion>
        </section>
      ))}
    </>
  );
}

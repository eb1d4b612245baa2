import {
  ProblemNote,
  ScrollRegion,
  Skeleton,
  useAct,
  useCall,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations } from '../contract.ts';
import { texts } from './words.ts';

function Seats({ id }: { readonly id: string }) {
  const say = useSay();
  const seats = useCall('assessment', operations.seats, { params: { id } });
  if (seats.isPending) return <Skeleton lines={4} />;
  if (seats.isError) return <ProblemNote problem={seats.error} onRetry={() => void seats.refetch()} />;
  const { criteria, open } = seats.data;
  return (
    <ScrollRegion label={say(texts.seats)}>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{say(texts.name)}</th>
            <th scope="col">{say(texts.state)}</th>
            {criteria.map((each) => (
              <th key={each.id} scope="col">
                {say(texts.most, { title: say(each.title), most: each.most })}
              </th>
            ))}
            <th scope="col">{say(texts.opinion)}</th>
          </tr>
        </thead>
        <tbody>
          {seats.data.seats.map((seat) => (
            <tr key={seat.name}>
              <th scope="row">{seat.name}</th>
              <td>{say(texts[seat.state])}</td>
              {criteria.map((each) => (
                <td key={each.id}>
                  {seat.scores?.[each.id] ?? (seat.state === 'given' && !open ? say(texts.hidden) : '')}
                </td>
              ))}
              <td>{seat.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const act = useAct('assessment', operations.fill, { renews: ['tasks'] });
  if (row['state'] !== 'short' || !may('assessment:write')) return null;
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { id: String(row['id']) } })}
      >
        {say(texts.fill)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

/** A panel with its people; what they gave once all did. */
export const panelDetail = {
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.seats), content: <Seats id={String(row['id'])} /> },
  ],
};

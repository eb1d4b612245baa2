import {
  EmptyState,
  Heads,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  Tag,
  useAct,
  useCall,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { ItemValue, merge, operations, type Finding } from '../contract.ts';
import { texts } from './words.ts';

function Record({ id }: { readonly id: string }) {
  const say = useSay();
  const sheet = useCall('inspections', operations.sheet, { params: { id } });
  if (sheet.isPending) return <Skeleton lines={5} />;
  if (sheet.isError) return <ProblemNote problem={sheet.error} onRetry={() => void sheet.refetch()} />;
  const { checklist, edits, photos } = sheet.data;
  if (edits.length === 0) return <EmptyState title={say(texts.noRecord)} />;
  const fields = merge(edits);
  return (
    <ScrollRegion label={say(texts.record)}>
      <table className="data-table">
        <Heads heads={[texts.item, texts.answer, texts.note, texts.photos]} />
        <tbody>
          {checklist.items.map((item) => {
            const state = fields.get(`item.${item.id}`);
            const said = ItemValue.safeParse(state?.value).data;
            return (
              <tr key={item.id}>
                <th scope="row">
                  {say(item.text)} {item.critical && <Tag>{say(texts.critical)}</Tag>}
                </th>
                <td>
                  {say(texts[said?.mark ?? 'unanswered'])}{' '}
                  {state?.conflict && <Tag tone="seal">{say(texts.conflict)}</Tag>}
                </td>
                <td>{said?.note}</td>
                <td>
                  {photos
                    .filter((photo) => photo.item === item.id)
                    .map(({ sha256, arrived }, index) =>
                      arrived ? (
                        <a key={sha256} href={`/api/inspections/visits/${id}/photos/${sha256}`} download>
                          {say(texts.photo, { number: index + 1 })}
                        </a>
                      ) : (
                        <span key={sha256}>{say(texts.notArrived)}</span>
                      ),
                    )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Recheck({ id, findings }: { readonly id: string; readonly findings: readonly Finding[] }) {
  const say = useSay();
  const act = useAct('inspections', operations.recheck, { renews: ['tasks'] });
  const open = findings.filter(({ mended }) => !mended);
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const items = open.map(({ item }) => ({ item, mended: form.has(item) }));
        act.mutate({ params: { id }, body: { items } });
      }}
    >
      <fieldset className="stack tight">
        <legend>{say(texts.recheck)}</legend>
        {open.map(({ item, text }) => (
          <label key={item} className="row">
            <input type="checkbox" name={item} /> {say(text)} — {say(texts.mended)}
          </label>
        ))}
      </fieldset>
      <div className="row">
        <button type="submit" className="button primary" disabled={act.isPending}>
          {say(texts.save)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Redraw({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('inspections', operations.redraw, { renews: ['tasks'] });
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = String(new FormData(event.currentTarget).get('reason') ?? '');
        act.mutate({ params: { id }, body: { reason } });
      }}
    >
      <input
        className="input"
        name="reason"
        aria-label={say(texts.why)}
        placeholder={say(texts.why)}
        required
        minLength={2}
        maxLength={300}
      />
      <button type="submit" className="button" disabled={act.isPending}>
        {say(texts.redraw)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Conclusion({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const id = String(row['id']);
  const act = useAct('inspections', operations.conclude, { renews: ['tasks'] });
  if (row['state'] === 'mending')
    return <Recheck id={id} findings={(row['findings'] ?? []) as readonly Finding[]} />;
  if (row['state'] !== 'recorded') return null;
  return (
    <div className="stack tight">
      <div className="row">
        <button
          type="button"
          className="button primary"
          disabled={act.isPending}
          onClick={() => act.mutate({ params: { id } })}
        >
          {say(texts.conclude)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </div>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const may = useMay();
  return (
    <>
      {may('inspections:visit') && <Conclusion row={row} />}
      {may('inspections:plan') && row['state'] !== 'closed' && <Redraw id={String(row['id'])} />}
    </>
  );
}

/** A visit with what the phones recorded, and its conclusion or recheck. */
export const visitDetail = {
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.record), content: <Record id={String(row['id'])} /> },
  ],
};

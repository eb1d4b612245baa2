import { OnceMore, ProblemNote, useAct, useMay, useSay, type AnyRow } from '#ui';
import { operations } from '../contract.ts';
import { Booking } from '../records.ts';
import { withService } from './service-name.tsx';
import { texts } from './words.ts';

function CancelForm({ id }: { readonly id: string }) {
  const say = useSay();
  const act = useAct('scheduling', operations.cancelFor);
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        const why = String(new FormData(event.currentTarget).get('why') ?? '');
        act.mutate({ params: { id }, body: { why } });
      }}
    >
      <input
        className="input"
        name="why"
        aria-label={say(texts.why)}
        placeholder={say(texts.why)}
        required
        maxLength={500}
      />
      <button type="submit" className="button danger" disabled={act.isPending}>
        {say(texts.cancelFor)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const id = String(row['id']);
  const status = String(row['status']);
  const checkIn = useAct('scheduling', operations.checkIn);
  const noShow = useAct('scheduling', operations.noShow);
  const confirm = useAct('scheduling', operations.confirmFor);
  if (!may('scheduling:serve') || !['held', 'confirmed'].includes(status)) return null;
  return (
    <>
      {status === 'confirmed' && (
        <>
          <button type="button" className="button primary" onClick={() => checkIn.mutate({ params: { id } })}>
            {say(texts.checkIn)}
          </button>
          <OnceMore
            word={say(texts.noShow)}
            will={say(texts.noShowWill)}
            className="button"
            busy={noShow.isPending}
            onYes={() => noShow.mutate({ params: { id } })}
          />
        </>
      )}
      {status === 'held' && (
        <button type="button" className="button primary" onClick={() => confirm.mutate({ params: { id } })}>
          {say(texts.confirmFor)}
        </button>
      )}
      <CancelForm id={id} />
      {checkIn.data && <output>{say(texts.gave, { number: checkIn.data.number })}</output>}
      {checkIn.isError && <ProblemNote problem={checkIn.error} />}
      {confirm.isError && <ProblemNote problem={confirm.error} />}
      {noShow.isError && <ProblemNote problem={noShow.error} />}
    </>
  );
}

/** What the desk does with a booking. */
export const bookingDetail = {
  ...withService(Booking),
  actions: (row: AnyRow) => <Actions row={row} />,
};

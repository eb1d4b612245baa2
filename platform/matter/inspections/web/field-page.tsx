import { useCallback, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState, PageHead, SimulatedTag, Skeleton, Tag, useSay, useSession } from '#ui';
import { FieldForm } from './field-form.tsx';
import { heldVisits, photosHeld, type Held, type HeldPhoto } from './field-store.ts';
import { isKept, keepPage, putField, putPhoto, syncVisits, takeOutPhoto } from './field-sync.ts';
import { fieldTexts as texts } from './field-words.ts';

const everyMs = 15_000;

/** What the phone holds, with or without network, and how it stands with the server. */
function useHeld(actor: string) {
  const [all, setAll] = useState<readonly Held[]>();
  const [photos, setPhotos] = useState<readonly HeldPhoto[]>([]);
  const [reached, setReached] = useState<boolean>();
  const [kept, setKept] = useState(isKept);
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  const show = useCallback(async () => {
    const held = await heldVisits(actor);
    setPhotos(await photosHeld(held));
    setAll(held);
  }, [actor]);
  const exchange = useCallback(async () => {
    if (busy.current) return;
    busy.current = true;
    try {
      await syncVisits(actor);
      setReached(true);
    } catch {
      setReached(false);
    } finally {
      busy.current = false;
      await show();
    }
  }, [actor, show]);
  useEffect(() => {
    const now = () => void exchange();
    const first = setTimeout(() => void show().then(exchange));
    // Without network nothing is kept anew; what was kept before is there all the same.
    keepPage().then(
      (anew) => setKept(anew || isKept()),
      () => setKept(isKept()),
    );
    const timer = setInterval(now, everyMs);
    window.addEventListener('online', now);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      window.removeEventListener('online', now);
    };
  }, [show, exchange]);
  const after = (done: Promise<unknown>) =>
    void done
      .then(
        () => setFailed(false),
        () => setFailed(true),
      )
      .then(show)
      .then(exchange);
  return { all, photos, reached, kept, failed, after };
}

interface StandingProps {
  readonly held: readonly Held[];
  readonly photos: readonly HeldPhoto[];
  readonly reached: boolean | undefined;
}

/** Whether all of it is with the platform. */
function Standing({ held, photos, reached }: StandingProps) {
  const say = useSay();
  const count = held.reduce((sum, { replica }) => sum + replica.unsent.length, 0);
  const refused = photos.filter((photo) => photo.refused).length;
  const waiting = photos.length - refused;
  const isSent = count + photos.length === 0;
  return (
    <p role="status">
      {isSent && <Tag tone="leaf">{say(texts.sent)}</Tag>}
      {count > 0 && <Tag>{say(texts.waiting, { count })}</Tag>}{' '}
      {waiting > 0 && <Tag>{say(texts.photosWaiting, { count: waiting })}</Tag>}{' '}
      {refused > 0 && <Tag tone="seal">{say(texts.photosRefused, { count: refused })}</Tag>}{' '}
      {reached === false && <Tag>{say(texts.offline)}</Tag>}
    </p>
  );
}

/** An empty phone: nothing was drawn, or nobody could be asked. Nothing is said before one of them is known. */
function NothingHeld({ reached }: Pick<StandingProps, 'reached'>) {
  const say = useSay();
  if (reached === undefined) return <Skeleton />;
  return reached ? (
    <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />
  ) : (
    <EmptyState title={say(texts.notAsked)} hint={say(texts.notAskedHint)} />
  );
}

interface ChoiceProps {
  readonly held: readonly Held[];
  readonly open: Held | undefined;
  readonly onOpen: (visit: string) => void;
}

function Choice({ held, open, onOpen }: ChoiceProps) {
  return (
    <ul className="plain stack tight">
      {held.map(({ visit }) => (
        <li key={visit.id}>
          <button
            type="button"
            className="button"
            aria-pressed={visit.id === open?.visit.id}
            onClick={() => onOpen(visit.id)}
          >
            {visit.objectName} <small>{visit.planTitle}</small>
          </button>{' '}
          {visit.simulated && <SimulatedTag />}
        </li>
      ))}
    </ul>
  );
}

/** The record of a visit on a phone, with or without network. */
export function FieldPage() {
  const say = useSay();
  const { actor } = useSession();
  const { all, photos, reached, kept, failed, after } = useHeld(actor.id);
  const [search, setSearch] = useSearchParams();
  const open = all?.find(({ visit }) => visit.id === search.get('visit'));
  return (
    <div className="stack">
      <PageHead title={say(texts.title)} lead={say(kept ? texts.kept : texts.lead)} />
      <Standing held={all ?? []} photos={photos} reached={reached} />
      {failed && (
        <p role="alert" className="wrong">
          {say(texts.failed)}
        </p>
      )}
      {all?.length === 0 && <NothingHeld reached={reached} />}
      <Choice held={all ?? []} open={open} onOpen={(visit) => setSearch({ visit })} />
      {open && (
        <FieldForm
          key={open.key}
          held={open}
          refused={photos.filter(({ held, refused }) => held === open.key && refused)}
          onTakeOut={(photo) => after(takeOutPhoto(photo))}
          onPut={(field, value) => after(putField(open.key, field, value))}
          onPhoto={(item, file) => after(putPhoto(open, item, file))}
        />
      )}
    </div>
  );
}

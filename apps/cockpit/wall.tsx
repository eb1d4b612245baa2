import { useMemo } from 'react';
import { askBoard, askWall } from './asking.ts';
import { HeartBeats } from './heart-beats.tsx';
import { Leader } from './leader/leader.tsx';
import { askingMs, rarelyMs } from './paces.ts';
import { Scenes } from './scenes.tsx';
import { narrow, useMedia } from './use-media.ts';
import { type Going, usePlace } from './use-place.ts';
import { usePolled } from './use-polled.ts';
import { type SceneView, type View, ViewContext } from './view.ts';

/** Where the city says nothing of it. */
const usualDwell = 45;

/** The wall: scenes of live figures about a true outline. Every figure opens into its rows. */
export function Wall() {
  const going = usePlace(usualDwell);
  return (
    <HeartBeats wanted={going.place.at === undefined}>
      <Seeing going={going} />
    </HeartBeats>
  );
}

interface Declared {
  readonly dwellSeconds: number;
  readonly leader: readonly string[];
  readonly scenes: readonly SceneView[];
}
const nothing: Declared = { dwellSeconds: usualDwell, leader: [], scenes: [] };

function Seeing({ going }: { readonly going: Going }) {
  const { at, kiosk } = going.place;
  const ask = useMemo(() => askBoard(at), [at]);
  const live = at === undefined;
  const seen = usePolled(ask, live ? askingMs : rarelyMs, live);
  const { dwellSeconds, leader, scenes } = usePolled(askWall, rarelyMs, false).answer ?? nothing;
  const { reader, board } = seen.answer ?? { reader: null, board: undefined };
  const now = board?.at ?? '';
  const view = useMemo(
    (): View => ({ reader, signedIn: reader !== null, past: at, now, kiosk }),
    [reader, at, now, kiosk],
  );
  const leads = useLeads(going, reader !== null);
  return (
    <ViewContext value={view}>
      {leads ? (
        <Leader seen={seen} codes={leader} going={going} />
      ) : (
        <Scenes seen={seen} scenes={scenes} dwellSeconds={dwellSeconds} going={going} />
      )}
    </ViewContext>
  );
}

/** Whether the page for a leader stands here: asked for, or on a phone of who is in and named no scene. */
function useLeads({ place: { view, scene, kiosk } }: Going, signedIn: boolean): boolean {
  const phone = useMedia(narrow);
  if (view !== undefined) return view === 'leader';
  return phone && signedIn && scene === undefined && !kiosk;
}

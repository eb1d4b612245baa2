import { useCallback, useMemo } from 'react';
import { instantOf, useSay } from '#ui';
import { withMeasures } from './figures.ts';
import { askOutline, askScene, type Seen } from './asking.ts';
import type { Command } from './commands.ts';
import { PastBanner } from './past.tsx';
import { askingMs, rarelyMs } from './paces.ts';
import { sceneBeside } from './place.ts';
import { Scene } from './scene.tsx';
import { SceneNav } from './scene-nav.tsx';
import { useCommands } from './use-commands.ts';
import type { Going } from './use-place.ts';
import { usePlaylist } from './use-playlist.ts';
import { type Polled, usePolled } from './use-polled.ts';
import type { SceneView } from './view.ts';
import { WallHeader } from './wall-header.tsx';
import { words } from './words.ts';

interface ScenesProps {
  readonly seen: Polled<Seen>;
  readonly scenes: readonly SceneView[];
  readonly dwellSeconds: number;
  readonly going: Going;
}

/** The scenes of the wall, one at a time. */
export function Scenes({ seen, scenes, dwellSeconds, going }: ScenesProps) {
  const { at, kiosk } = going.place;
  const scene = scenes.find(({ code }) => code === going.place.scene) ?? scenes[0];
  const content = useContent(scene?.code, at);
  const outline = usePolled(askOutline, rarelyMs, false).answer;
  usePlaylist({ scenes, present: scene?.code, going });
  useCommands(useSceneCommands(scenes, scene?.code, { going, dwellSeconds }));
  return (
    <div className={classOf(seen.lostSince !== undefined, kiosk)}>
      <WallHeader seen={seen} outline={outline} scene={scene} count={countOf(scenes, scene)} going={going}>
        {!kiosk && <SceneNav scenes={scenes} present={scene} going={going} dwellSeconds={dwellSeconds} />}
      </WallHeader>
      {at !== undefined && <PastBanner at={at} going={going} />}
      <Connection seen={seen} />
      {seen.answer && scene && (
        <Scene
          scene={scene}
          board={withMeasures(seen.answer.board, content)}
          outline={outline}
          content={content}
        />
      )}
    </div>
  );
}

const classOf = (lost: boolean, kiosk: boolean): string =>
  ['wall', ...(lost ? ['lost'] : []), ...(kiosk ? ['kiosk'] : [])].join(' ');

/** `3 / 5` */
const countOf = (scenes: readonly SceneView[], scene: SceneView | undefined): string | undefined =>
  scene && `${scenes.indexOf(scene) + 1} / ${scenes.length}`;

function useContent(scene: string | undefined, at: string | undefined) {
  const live = at === undefined;
  const ask = useMemo(() => askScene(scene, at), [scene, at]);
  return usePolled(ask, live ? askingMs : rarelyMs, live).answer;
}

/** What keys and swipes do. */
function useSceneCommands(
  scenes: readonly SceneView[],
  present: string | undefined,
  { going: { place, go }, dwellSeconds }: { readonly going: Going; readonly dwellSeconds: number },
): (command: Command) => void {
  const { play } = place;
  return useCallback(
    (command) => {
      if (command.kind === 'step') go({ scene: sceneBeside(scenes, present, command.by) });
      else if (command.kind === 'toggle') go({ play: play === undefined ? dwellSeconds : undefined }, true);
      else {
        const named = scenes[command.index];
        if (named) go({ scene: named.code });
      }
    },
    [scenes, present, play, go, dwellSeconds],
  );
}

/** Says when the line is cut, since when, and how old what one sees is. */
function Connection({ seen: { answer, lostSince } }: { readonly seen: Polled<Seen> }) {
  const say = useSay();
  const said = () => {
    if (!lostSince) return '';
    if (!answer) return say(words.neverReached);
    const asOf = instantOf(new Date(answer.board.at));
    return say(words.lost, { since: instantOf(lostSince).slice(11), asOf });
  };
  return (
    <p role="status" className="connection">
      {said()}
    </p>
  );
}

import { useSay } from '#ui';
import type { Going } from './use-place.ts';
import type { SceneView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly scenes: readonly SceneView[];
  readonly present: SceneView | undefined;
  readonly going: Going;
  readonly dwellSeconds: number;
}

/** The scenes, which of them stands, and the playlist. */
export function SceneNav({ scenes, present, going, dwellSeconds }: Props) {
  const say = useSay();
  const { place, go, addressOf } = going;
  const plays = place.play !== undefined;
  return (
    <nav className="scene-nav" aria-label={say(words.scenes)} title={say(words.keys)}>
      <ul>
        {scenes.map((scene) => (
          <li key={scene.code}>
            <a
              href={addressOf({ scene: scene.code })}
              aria-current={scene.code === present?.code ? 'page' : undefined}
              onClick={(event) => {
                if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                event.preventDefault();
                go({ scene: scene.code });
              }}
            >
              {say(scene.title)}
            </a>
          </li>
        ))}
      </ul>
      <button
        type="button"
        aria-pressed={plays}
        onClick={() => go({ play: plays ? undefined : dwellSeconds }, true)}
      >
        {say(plays ? words.stop : words.play)}
      </button>
      {place.play !== undefined && (
        <span
          className="dwell"
          key={`${present?.code} ${place.play}`}
          style={{ animationDuration: `${place.play}s` }}
          aria-hidden="true"
        />
      )}
    </nav>
  );
}

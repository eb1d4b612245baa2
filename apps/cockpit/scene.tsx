import type { SceneContent } from '#domains/management/operations-centre/contract';
import type { Board, Outline } from '#platform/sense/indicators/contract';
import { CityPanel } from './city-panel.tsx';
import { ScenePanel } from './scene-panel.tsx';
import { Tiles } from './tiles.tsx';
import type { PanelView, SceneView } from './view.ts';

interface Props {
  readonly scene: SceneView;
  readonly board: Board;
  readonly outline: Outline | undefined;
  readonly content: SceneContent | undefined;
}

/** A scene of the wall: figures above, the city or a panel in the middle, panels at both sides. */
export function Scene({ scene, board, outline, content }: Props) {
  const middle = scene.middle[0];
  return (
    <main className="wall-main" key={scene.code}>
      <Side panels={scene.left} side="left" board={board} content={content} />
      <div className="centre">
        <Tiles board={board} codes={scene.tiles} />
        {middle ? (
          <ScenePanel panel={middle} board={board} content={content} />
        ) : (
          <CityPanel scene={scene} board={board} outline={outline} content={content} />
        )}
      </div>
      <Side panels={scene.right} side="right" board={board} content={content} />
    </main>
  );
}

interface SideProps extends Pick<Props, 'board' | 'content'> {
  readonly panels: readonly PanelView[];
  readonly side: 'left' | 'right';
}

/** Of three panels one stands tall where the wall is wide: the one whose rows grow, else the first. */
const tallOf = (panels: readonly PanelView[]): PanelView | undefined =>
  panels.length === 3 ? (panels.find(({ list }) => list !== undefined) ?? panels[0]) : undefined;

function Side({ panels, side, board, content }: SideProps) {
  const tall = tallOf(panels);
  return (
    <div className={`side ${side} of-${panels.length}`}>
      {panels.map((panel) => (
        <ScenePanel
          key={panel.code}
          panel={panel}
          board={board}
          content={content}
          tall={panel === tall}
          whole={panel === tall || panels.length < 3}
        />
      ))}
    </div>
  );
}

import { useSay } from '#ui';
import { words as pageWords } from '../words.ts';
import { Line, Pick, Rows } from './controls.tsx';
import type { Draft, TargetDraft } from './draft.ts';
import { words } from './words.ts';

const paths = Object.entries(words.paths).map(([value, title]) => ({ value, title }));
const fresh: TargetDraft = { period: '', value: '' };

interface Props {
  readonly draft: Draft;
  readonly onDraft: (patch: Partial<Draft>) => void;
}

/** What is to be reached by when. */
export function TargetFields({ draft: { targets, path }, onDraft }: Props) {
  const say = useSay();
  return (
    <>
      <Rows
        label={words.targets}
        hint={words.targetHint}
        items={targets}
        fresh={fresh}
        most={60}
        onItems={(items) => onDraft({ targets: items })}
      >
        {(target, put, name) => (
          <>
            <Line
              label={name(pageWords.period)}
              value={target.period}
              onValue={(period) => put({ ...target, period })}
            />
            <Line
              label={name(pageWords.value)}
              value={target.value}
              kind="number"
              onValue={(value) => put({ ...target, value })}
            />
          </>
        )}
      </Rows>
      {targets.length > 1 && (
        <Pick
          label={say(words.path)}
          value={path}
          choices={paths}
          onValue={(value) => onDraft({ path: value })}
        />
      )}
    </>
  );
}

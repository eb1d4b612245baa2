import { useSay } from '#ui';
import { levelNames, type Level } from '../contract.ts';

/** The colours that the law names. The word says the level: the colour is never alone. */
const colours: Readonly<Record<Level, string>> = {
  blue: '#1d5fd0',
  yellow: '#f2c200',
  orange: '#ef7d00',
  red: '#d0211c',
};

/** A level with its colour. */
export function LevelTag({ level }: { readonly level: Level }) {
  const say = useSay();
  return (
    <span className="lamp">
      <span className="lamp-dot" style={{ background: colours[level] }} aria-hidden="true" />
      {say(levelNames[level])}
    </span>
  );
}

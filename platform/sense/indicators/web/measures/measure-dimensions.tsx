import { Heads, ScrollRegion, useSay } from '#ui';
import type { MeasureDefinition } from '../../contract.ts';
import { words } from './words.ts';

type Dimension = MeasureDefinition['dimensions'][number];

/** By what a measure is told apart: the fields in which it stands, and the level to which a division is taken. */
export function MeasureDimensions({ dimensions }: { readonly dimensions: readonly Dimension[] }) {
  const say = useSay();
  if (dimensions.length === 0) return <p className="quiet">{say(words.noDimensions)}</p>;
  const heads = [words.dimension, words.name, words.fieldAbove, words.fieldBelow, words.level];
  return (
    <ScrollRegion label={say(words.toldApartBy)}>
      <table className="data-table">
        <caption>{say(words.toldApartBy)}</caption>
        <Heads heads={heads} />
        <tbody>
          {dimensions.map(({ name, title, field, denominator, level }) => (
            <tr key={name}>
              <th scope="row">{say(title)}</th>
              <td>{name}</td>
              <td>{field}</td>
              <td>{denominator ?? field}</td>
              <td>{level === undefined ? '—' : say(words.levels[level])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

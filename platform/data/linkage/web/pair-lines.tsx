import type { RecordOf } from '#kernel/record';
import { isPersonal } from '#kernel/record';
import { Person } from '#platform/data/registers/records';
import { FieldValue, HeadRow, ScrollRegion, useSay } from '#ui';
import type { Comparison } from '../contract.ts';
import { texts } from './words.ts';

const fields: RecordOf['fields'] = Person.fields;

const signed = (bits: number): string => `${bits > 0 ? '+' : ''}${bits.toFixed(1)}`;

interface ValueProps {
  readonly attribute: string;
  readonly value: string | null;
  readonly masked: boolean;
}

function Value({ attribute, value, masked }: ValueProps) {
  const field = fields[attribute];
  if (!field) return <>{value}</>;
  return <FieldValue field={field} value={value} masked={masked && value !== null && isPersonal(field)} />;
}

/** What both sides say, item by item: how it agrees, and how much that says. */
export function PairLines({ pair }: { readonly pair: Comparison }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.sides)}>
      <table className="data-table whole">
        <HeadRow names={['attribute', 'left', 'right', 'level', 'bits']} texts={texts} />
        <tbody>
          {pair.lines.map(({ attribute, left, right, level, weight }) => (
            <tr key={attribute}>
              <th scope="row">{say(fields[attribute]?.label ?? { zh: attribute, en: attribute })}</th>
              <td>
                <Value attribute={attribute} value={left} masked={pair.masked} />
              </td>
              <td>
                <Value attribute={attribute} value={right} masked={pair.masked} />
              </td>
              <td>{level ? say(level) : <span className="quiet">{say(texts.notCompared)}</span>}</td>
              <td className="number">{weight === null ? '' : signed(weight)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={4}>
              {say(texts.prior)}
            </th>
            <td className="number">{signed(pair.prior)}</td>
          </tr>
          <tr>
            <th scope="row" colSpan={4}>
              {say(texts.sum)}
            </th>
            <td className="number">{signed(pair.weight)}</td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

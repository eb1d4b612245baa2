import { HeadRow, ScrollRegion, useSay } from '#ui';
import { generalisationNames, partNames, typeNames, type Column } from '../contract.ts';
import { texts } from './words.ts';

/** The columns that leave: as what, and what each can tell. */
export function ColumnsTable({ columns }: { readonly columns: unknown }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.columnTable)}>
      <table className="data-table" aria-label={say(texts.columns)}>
        <HeadRow names={['column', 'type', 'as', 'part']} texts={texts} />
        <tbody>
          {(columns as readonly Column[]).map(({ name, label, type, as, part }) => (
            <tr key={name}>
              <td>
                {say(label)} <code className="quiet small">{name}</code>
              </td>
              <td>{say(typeNames[type] ?? texts.none)}</td>
              <td>{say(generalisationNames[as])}</td>
              <td>{say(partNames[part] ?? texts.none)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

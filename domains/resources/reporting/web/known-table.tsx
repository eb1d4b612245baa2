import type { Text } from '#kernel/texts';
import { shares } from '#platform/data/catalogue/contract';
import { HeadRow, ScrollRegion, Tag, Time, useSay } from '#ui';
import type { KnownItem } from '../contract.ts';
import { periodNames } from '../records.ts';
import { texts } from './words.ts';

const none: Text = { zh: '—', en: '—' };
const likenesses = { bound: texts.bound_, same: texts.same, similar: texts.similar };

/** Where an item is: the register, the resource or the return, and whose. */
export function KnownPlace({ known }: { readonly known: KnownItem }) {
  const say = useSay();
  const { kind, of, ownerName, period } = known;
  return (
    <>
      {say(texts[kind])} · {say(of)}
      {ownerName && ` · ${say(ownerName)}`}
      {period && ` · ${say(periodNames[period] ?? none)}`}
    </>
  );
}

/** Who has an item and who asks it, the surest first. */
export function KnownTable({ items }: { readonly items: readonly KnownItem[] }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.known)}>
      <table className="data-table" aria-label={say(texts.known)}>
        <HeadRow names={['likeness', 'item', 'of', 'share', 'fresh']} texts={texts} />
        <tbody>
          {items.map((known) => (
            <tr key={`${known.kind} ${known.item} ${known.of.zh}`}>
              <td>
                <Tag tone={known.binds ? 'seal' : 'leaf'}>{say(likenesses[known.likeness])}</Tag>
              </td>
              <th scope="row">
                {say(known.label)} <code>{known.item}</code> {known.unit}
              </th>
              <td>
                <KnownPlace known={known} />
              </td>
              <td>{say(shares[known.share] ?? none)}</td>
              <td>{known.deliveredAt ? <Time at={known.deliveredAt} /> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

import { Link } from 'react-router';
import { recordOperations, type RecordOf } from '#kernel/record';
import type { Text } from '#kernel/texts';
import { fieldTypes, sensitivities, shares } from '#platform/data/catalogue/contract';
import {
  ActForms,
  HeadRow,
  ProblemNote,
  ScrollRegion,
  Skeleton,
  useAct,
  useCall,
  useMay,
  useSay,
  type ActButton,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { masks, operations, type OwnAct, type ReviewAct } from '../contract.ts';
import { Description, Item } from '../records.ts';
import { texts } from './words.ts';

const { list } = recordOperations(Item as unknown as RecordOf);
const why = { kind: 'words', name: 'why', label: texts.why } as const;
const describes = 'cataloguing:describe';
const reviews = 'cataloguing:review';

/** What the department does in each state. */
const owns: readonly ActForm<OwnAct>[] = [
  {
    during: ['draft', 'returned'],
    permission: describes,
    asks: [],
    buttons: [{ word: texts.submit, make: () => ({ act: 'submit' }) }],
  },
  {
    during: ['registered'],
    permission: describes,
    asks: [],
    buttons: [{ word: texts.askRelease, make: () => ({ act: 'ask-release' }) }],
  },
  {
    during: ['registered', 'published', 'refused', 'withdrawn'],
    permission: describes,
    asks: [],
    buttons: [{ word: texts.revise, make: () => ({ act: 'revise' }) }],
  },
];

/** While something of it is in force, also while it is revised. */
const ends: ActForm<OwnAct> = {
  permission: describes,
  asks: [why],
  buttons: [
    {
      word: texts.cancel,
      danger: true,
      will: texts.willCancel,
      make: (said) => ({ act: 'withdraw', why: said.words('why') }),
    },
  ],
};

const giveBack: ActButton<ReviewAct> = {
  word: texts.giveBack,
  make: (said) => ({ act: 'give-back', why: said.words('why') }),
};

/** What the data office does. */
const judges: readonly ActForm<ReviewAct>[] = [
  {
    during: ['registration-review'],
    permission: reviews,
    asks: [],
    buttons: [{ word: texts.register, make: () => ({ act: 'register' }) }],
  },
  {
    during: ['release-review'],
    permission: reviews,
    asks: [],
    buttons: [{ word: texts.publish, make: () => ({ act: 'publish' }) }],
  },
  {
    during: ['registration-review'],
    permission: reviews,
    asks: [why],
    buttons: [
      giveBack,
      { word: texts.refuse, danger: true, make: (said) => ({ act: 'refuse', why: said.words('why') }) },
    ],
  },
  { during: ['release-review'], permission: reviews, asks: [why], buttons: [giveBack] },
];

function Actions({ row }: { readonly row: AnyRow }) {
  const renews = ['tasks', 'catalogue'];
  const own = useAct('cataloguing', operations.own, { renews });
  const review = useAct('cataloguing', operations.review, { renews });
  const at = { params: { id: String(row['code']) } };
  const state = String(row['state']);
  return (
    <>
      <ActForms
        acts={row['publishedOn'] ? [...owns, ends] : owns}
        state={state}
        onAct={(body) => own.mutate({ ...at, body })}
        busy={own.isPending}
        problem={own.error}
      />
      <ActForms
        acts={judges}
        state={state}
        onAct={(body) => review.mutate({ ...at, body })}
        busy={review.isPending}
        problem={review.error}
      />
    </>
  );
}

/** One item as the reviewer must see it: what is told of it, and how it is shown. */
function ItemRow({ item, row }: { readonly item: AnyRow; readonly row: AnyRow }) {
  const say = useSay();
  const word = (names: Readonly<Record<string, Text>>, value: unknown) =>
    say(names[String(value)] ?? { zh: '—', en: '—' });
  return (
    <tr>
      <td className="number">{String(item['position'])}</td>
      <td>
        <Link to={`/cataloguing/items/${encodeURIComponent(String(item['code']))}`}>
          {say({ zh: String(item['labelZh']), en: String(item['labelEn'] ?? item['labelZh']) })}
        </Link>
      </td>
      <td>
        {word(fieldTypes, item['type'])} {item['codes'] ? <code>{String(item['codes'])}</code> : null}
      </td>
      <td className="number">{item['length'] ? String(item['length']) : '—'}</td>
      <td>{say(item['required'] === true ? texts.yes : texts.no)}</td>
      <td>{word(sensitivities, item['sensitivity'])}</td>
      <td>{word(masks, item['mask'])}</td>
      <td>{word(shares, item['share'] ?? row['share'])}</td>
    </tr>
  );
}

function Items({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const code = String(row['code']);
  const found = useCall('cataloguing', list, {
    query: { resource: code, order: 'position', limit: 200 },
  } as never);
  if (found.error) return <ProblemNote problem={found.error} />;
  if (!found.data) return <Skeleton />;
  const items = found.data.items as readonly AnyRow[];
  const mends = may(describes) && ['draft', 'returned'].includes(String(row['state']));
  return (
    <>
      {mends && (
        <p>
          <Link to={`/cataloguing/items?resource=${encodeURIComponent(code)}`}>{say(texts.toItems)}</Link>
        </p>
      )}
      {items.length === 0 ? (
        <p className="quiet">{say(texts.none)}</p>
      ) : (
        <ScrollRegion label={say(texts.itemsOf)}>
          <table className="data-table" aria-label={say(texts.itemsOf)}>
            <HeadRow
              names={['order', 'label', 'type', 'length', 'required', 'sensitivity', 'mask', 'share']}
              texts={texts}
            />
            <tbody>
              {items.map((item) => (
                <ItemRow key={String(item['code'])} item={item} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {found.data.next !== null && (
        <p>
          <Link to={`/cataloguing/items?resource=${encodeURIComponent(code)}`}>{say(texts.more)}</Link>
        </p>
      )}
    </>
  );
}

/** A description with its items and what can be done with it now. */
export const descriptionDetail = {
  // The account is who to ask; the history has the name.
  fields: Object.keys(Description.fields).filter((name) => name !== 'account'),
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.itemsOf), content: <Items row={row} /> },
  ],
};

import { useSearchParams } from 'react-router';
import type { Text } from '#kernel/texts';
import {
  CodeValue,
  EmptyState,
  HeadRow,
  ProblemNote,
  ReferenceValue,
  ScrollRegion,
  Skeleton,
  Time,
  useCall,
  useSay,
} from '#ui';
import { hidden, operations, type MemberInTime } from '../contract.ts';
import { memberTexts as texts } from './household-texts.ts';

const came: Readonly<Record<string, Text>> = { born: texts.born, 'moved-in': texts.movedIn };
const went: Readonly<Record<string, Text>> = {
  'moved-out': texts.movedOut,
  died: texts.died,
  changed: texts.changed,
};

/** A day and what happened on it. */
function Day({ day, what }: { readonly day: string | null; readonly what: Text | undefined }) {
  const say = useSay();
  if (day === null) return <>{what ? say(what) : '—'}</>;
  return (
    <>
      <Time at={day} /> {what && <span className="quiet">{say(what)}</span>}
    </>
  );
}

const Relation = ({ code }: { readonly code: string | null }) =>
  code === null || code === hidden ? (
    <>{code ?? '—'}</>
  ) : (
    <CodeValue table="household-relation" value={code} />
  );

interface TableProps {
  readonly items: readonly MemberInTime[];
  readonly who: 'person' | 'household';
  readonly label: Text;
}

function InTime({ items, who, label }: TableProps) {
  const say = useSay();
  return (
    <ScrollRegion label={say(label)}>
      <table className="data-table whole">
        <HeadRow names={[who, 'relation', 'from', 'until']} texts={texts} />
        <tbody>
          {items.map((each, at) => (
            <tr key={`${each.person} ${at}`}>
              <th scope="row">
                {who === 'person' ? (
                  <ReferenceValue record="registers.person" value={each.person} />
                ) : (
                  <ReferenceValue record="registers.household" value={each.household ?? ''} />
                )}
                {!each.known && <span className="quiet"> {say(texts.notKnown)}</span>}
              </th>
              <td>
                <Relation code={each.relation} />
              </td>
              <td>
                <Day
                  day={each.from ?? each.toldOn}
                  what={each.from === null ? texts.told : came[each.came ?? '']}
                />
              </td>
              <td>
                {each.until === null ? (
                  say(texts.stands)
                ) : (
                  <Day day={each.until} what={went[each.went ?? '']} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** The day as of which the page is read; nothing for the present. */
function useOn(): { readonly on?: string } {
  const on = useSearchParams()[0].get('asOf');
  return on === null ? {} : { on };
}

/** Who belongs to a household, and who did; as of the day of the page, who did then. */
export function HouseholdMembers({ id }: { readonly id: string }) {
  const say = useSay();
  const query = useOn();
  const members = useCall('registers', operations.householdMembers, { params: { key: id }, query });
  if (members.isPending) return <Skeleton lines={3} />;
  if (members.isError) return <ProblemNote problem={members.error} />;
  if (members.data.items.length === 0) return <EmptyState title={say(texts.nobody)} />;
  return <InTime items={members.data.items} who="person" label={texts.members} />;
}

/** The households of a person, the present one and those before; as of the day of the page, that of then. */
export function PersonHouseholds({ id }: { readonly id: string }) {
  const say = useSay();
  const query = useOn();
  const households = useCall('registers', operations.personHouseholds, { params: { key: id }, query });
  if (households.isPending) return <Skeleton lines={2} />;
  if (households.isError) return <ProblemNote problem={households.error} />;
  if (households.data.items.length === 0)
    return <EmptyState title={say(texts.none)} hint={say(texts.noneHint)} />;
  return <InTime items={households.data.items} who="household" label={texts.households} />;
}

import { Link } from 'react-router';
import { ReferenceValue, ScrollRegion, Tag, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import { Lift } from '../records.ts';
import { duties, mustBeMonitored, type Duty } from '../rules.ts';

const texts = {
  duties: { zh: '谁负责什么', en: 'Who answers for what' },
  role: { zh: '角色', en: 'Role' },
  who: { zh: '单位', en: 'Who' },
  what: { zh: '职责', en: 'Duty' },
  basis: { zh: '依据', en: 'Basis' },
  must: { zh: '新电梯，须接入监测', en: 'New: has to be monitored' },
  may: { zh: '既有电梯，鼓励接入监测', en: 'Earlier: monitoring is encouraged' },
  alarms: { zh: '看报警', en: 'See its alarms' },
};

function Name({ who, row }: { readonly who: Duty['who']; readonly row: AnyRow }) {
  const name = row[who];
  if (typeof name !== 'string') return <>—</>;
  return who === 'maker' ? <>{name}</> : <ReferenceValue record="organisations.organisation" value={name} />;
}

function DutiesTable({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  return (
    <ScrollRegion label={say(texts.duties)}>
      <table className="data-table" aria-label={say(texts.duties)}>
        <thead>
          <tr>
            {[texts.role, texts.who, texts.what, texts.basis].map((head) => (
              <th scope="col" key={head.en}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {duties.map(({ who, what, basis }) => (
            <tr key={who}>
              <td>{say(Lift.fields[who].label)}</td>
              <td>
                <Name who={who} row={row} />
              </td>
              <td>{say(what)}</td>
              <td>{say(basis)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Monitoring({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const must = mustBeMonitored(String(row['inUseSince']));
  return (
    <p>
      <Tag tone={must && row['monitored'] !== true ? 'seal' : 'plain'}>
        {say(must ? texts.must : texts.may)}
      </Tag>
    </p>
  );
}

function SeeAlarms({ code }: { readonly code: string }) {
  return (
    <Link className="button second" to={`/elevators/alarms?lift=${encodeURIComponent(code)}`}>
      {useSay()(texts.alarms)}
    </Link>
  );
}

/** A lift with those who answer for it. */
export const liftDetail = {
  lead: (row: AnyRow) => <Monitoring row={row} />,
  actions: (row: AnyRow) => <SeeAlarms code={String(row['code'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.duties), content: <DutiesTable row={row} /> },
  ],
};

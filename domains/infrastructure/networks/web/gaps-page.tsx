import { call } from '#kernel/call';
import {
  type Column,
  type ListSource,
  number,
  ReferenceValue,
  SimulatedTag,
  TablePage,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type Gap } from '../contract.ts';

const texts = {
  title: { zh: '覆盖空白', en: 'Coverage gaps' },
  lead: {
    zh: '中心位置已知的村社区，看所选公里数（不选为 3）内有没有在用铁塔；未知的，看辖区内有没有。规划基数：',
    en: 'Where the centre of a village is known: no tower in use within the chosen kilometres (3 when none is chosen). Where it is not: none in the village. Baseline of the plan: ',
  },
  division: { zh: '村社区', en: 'Village or community' },
  town: { zh: '镇街', en: 'Town' },
  basis: { zh: '依据', en: 'By' },
  distance: { zh: '距离', en: 'Distance' },
  count: { zh: '辖区内计数', en: 'Count within' },
  nearest: { zh: '最近铁塔（公里）', en: 'Nearest tower (km)' },
  within: { zh: '公里数', en: 'Kilometres' },
  none: { zh: '没有空白', en: 'No gaps' },
  noneHint: { zh: '每个村社区附近都有在用铁塔。', en: 'A tower in use stands near every village.' },
};

const standard = 3;

const source: ListSource<Gap> = {
  key: ['networks', 'gaps'],
  load: async (query, signal) => {
    const within = Number(query['within'] ?? standard) || standard;
    const after = typeof query['after'] === 'string' ? query['after'] : undefined;
    return call('networks', operations.gaps, { query: { within, after, limit: 50 } }, { signal });
  },
};

function Name({ text }: { readonly text: Gap['name'] }) {
  return <>{useSay()(text)}</>;
}

function Nearest({ km }: { readonly km: number | null }) {
  const { language } = useLanguage();
  return <>{km === null ? '—' : number(km, language, 2)}</>;
}

const columns: readonly Column<Gap>[] = [
  {
    name: 'division',
    label: texts.division,
    show: ({ name, simulated }) => (
      <>
        <Name text={name} /> {simulated && <SimulatedTag />}
      </>
    ),
  },
  { name: 'town', label: texts.town, show: ({ town }) => <Name text={town} /> },
  { name: 'basis', label: texts.basis, show: ({ basis }) => <Name text={texts[basis]} /> },
  { name: 'nearest', label: texts.nearest, end: true, show: ({ nearestKm }) => <Nearest km={nearestKm} /> },
];

const kilometres = [1, 3, 5, 10].map((km) => ({ value: String(km), label: { zh: `${km}`, en: `${km}` } }));

/** Villages that no tower stands near: simply told, with what it was told by. */
export function GapsPage() {
  const say = useSay();
  return (
    <TablePage
      id="networks.gaps"
      title={texts.title}
      source={source}
      columns={columns}
      keyOf={({ division }) => division}
      rowPath={({ division }) => `/organisations/divisions/${division}`}
      filters={[{ name: 'within', label: texts.within, kind: 'choice', choices: kilometres }]}
      lead={
        <>
          {say(texts.lead)}
          <ReferenceValue record="targets.figure" value="shared-base-stations" />
        </>
      }
      empty={{ title: texts.none, hint: texts.noneHint }}
    />
  );
}

import { call } from '#kernel/call';
import { TablePage, useCall, type Filter, type ListSource } from '#ui';
import { operations, type Glass } from '../contract.ts';
import { states } from '../rules.ts';
import { columns } from './columns.tsx';
import { ReviewDetail } from './review-detail.tsx';
import { stateWords, texts } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.list>>[2]['query'];

const source: ListSource<Glass> = {
  key: ['emergency', 'glasses'],
  load: ({ limit, after, state }, signal) =>
    call('emergency', operations.list, { query: { limit, after, state } as Asked }, { signal }),
};

const filters: readonly Filter[] = [
  {
    name: 'state',
    label: texts.state,
    kind: 'choice',
    choices: states.map((value) => ({ value, label: stateWords[value] })),
  },
];

function Opened({ id }: { readonly id: string }) {
  const found = useCall('emergency', operations.list, { query: { limit: 200 } });
  const glass = found.data?.items.find((each) => each.id === id);
  return glass ? <ReviewDetail glass={glass} /> : null;
}

/** All broken glass of the city, to be reviewed one by one. */
export function ReviewPage() {
  return (
    <TablePage
      id="emergency.glasses"
      title={texts.reviews}
      source={source}
      columns={columns}
      filters={filters}
      keyOf={({ id }) => id}
      detail={(id) => <Opened id={id} />}
      empty={{ title: texts.none, hint: texts.noneHint }}
    />
  );
}

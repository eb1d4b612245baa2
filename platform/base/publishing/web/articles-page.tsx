import { call } from '#kernel/call';
import { Lamp, TablePage, Time, useSay, type Column, type LampColour, type ListSource } from '#ui';
import { operations, type EditedLine } from '../contract.ts';
import { versionStates } from '../rules.ts';
import { ArticleDetail } from './article-detail.tsx';
import { NewArticle } from './article-form.tsx';
import { categoryWords, stateWords, texts, visibilityWords } from './words.ts';

type Asked = Parameters<typeof call<typeof operations.list>>[2]['query'];

const source: ListSource<EditedLine> = {
  key: ['publishing', 'list'],
  load: ({ limit, after, state }, signal) =>
    call('publishing', operations.list, { query: { limit, after, state } as Asked }, { signal }),
};

const colours: Readonly<Record<EditedLine['state'], LampColour>> = {
  draft: 'grey',
  'in-review': 'amber',
  returned: 'red',
  released: 'green',
};

function Said({ words }: { readonly words: { readonly zh: string; readonly en: string } }) {
  return <>{useSay()(words)}</>;
}

const columns: readonly Column<EditedLine>[] = [
  { name: 'title', label: texts.title, show: ({ title }) => <Said words={title} /> },
  {
    name: 'category',
    label: texts.category,
    show: ({ category }) => <Said words={categoryWords[category]} />,
  },
  {
    name: 'state',
    label: texts.state,
    show: ({ state }) => (
      <Lamp colour={colours[state]}>
        <Said words={stateWords[state]} />
      </Lamp>
    ),
  },
  {
    name: 'shown',
    label: texts.shown,
    show: ({ visibility }) => <Said words={visibilityWords[visibility]} />,
  },
  { name: 'indexNumber', label: texts.indexNumber, show: ({ indexNumber }) => indexNumber },
  { name: 'at', label: texts.issuedOn, show: ({ at }) => <Time at={at} as="near" /> },
];

/** What the organisation says to everybody, from draft to withdrawal. */
export function ArticlesPage() {
  return (
    <TablePage
      id="publishing.articles"
      title={texts.articles}
      source={source}
      columns={columns}
      filters={[
        {
          name: 'state',
          label: texts.state,
          kind: 'choice',
          choices: versionStates.map((value) => ({ value, label: stateWords[value] })),
        },
      ]}
      keyOf={({ id }) => id}
      detail={(id) => <ArticleDetail id={id} />}
      lead={<NewArticle />}
      empty={{ title: texts.none, hint: texts.noneHint }}
    />
  );
}

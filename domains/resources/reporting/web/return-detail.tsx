import { ActForms, useAct, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import { ComparedQuestions } from './compared.tsx';
import { texts } from './words.ts';

type Act = { readonly act: 'publish' } | { readonly act: 'retire'; readonly why: string };

const acts: readonly ActForm<Act>[] = [
  {
    during: ['draft'],
    permission: 'reporting:design',
    asks: [],
    buttons: [{ word: texts.publish, will: texts.willPublish, make: () => ({ act: 'publish' }) }],
  },
  {
    during: ['published'],
    permission: 'reporting:design',
    asks: [{ kind: 'words', name: 'why', label: texts.why }],
    buttons: [
      { word: texts.retire, danger: true, make: (said) => ({ act: 'retire', why: said.words('why') }) },
    ],
  },
];

function Actions({ row }: { readonly row: AnyRow }) {
  const publish = useAct('reporting', operations.publish, { renews: ['catalogue'] });
  const retire = useAct('reporting', operations.retire);
  const params = { code: String(row['code']) };
  const take = (said: Act) =>
    said.act === 'publish' ? publish.mutate({ params }) : retire.mutate({ params, body: { why: said.why } });
  return (
    <ActForms
      acts={acts}
      state={String(row['state'])}
      onAct={take}
      busy={publish.isPending || retire.isPending}
      problem={publish.error ?? retire.error}
    />
  );
}

/** A return with its questions, each beside whoever asked it already. */
export const returnDetail = {
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.ask), content: <ComparedQuestions code={String(row['code'])} /> },
  ],
};

import { type ActForm, ActForms, useAct, useMay, useSay } from '#ui';
import { operations } from '../contract.ts';
import { words } from './words.ts';

interface Act {
  readonly into?: string;
  readonly reason: string;
}

const acts: readonly ActForm<Act>[] = [
  {
    hint: words.mergeHint,
    asks: [
      { kind: 'words', name: 'into', label: words.into },
      { kind: 'words', name: 'reason', label: words.why },
    ],
    buttons: [
      {
        word: words.merge,
        danger: true,
        will: words.mergeWill,
        make: (said) => ({ into: said.words('into'), reason: said.words('reason') }),
      },
    ],
  },
  {
    hint: words.abolishHint,
    asks: [{ kind: 'words', name: 'reason', label: words.why }],
    buttons: [
      {
        word: words.abolish,
        danger: true,
        will: words.abolishWill,
        make: (said) => ({ reason: said.words('reason') }),
      },
    ],
  },
];

/** Two ends of an address in use, for whoever keeps the register. */
export function Change({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const merge = useAct('addresses', operations.merge, { renews: ['registers'] });
  const abolish = useAct('addresses', operations.abolish);
  if (!may('addresses:write')) return null;
  const act = ({ into, reason }: Act) =>
    into === undefined
      ? abolish.mutate({ params: { key: code }, body: { reason } })
      : merge.mutate({ params: { key: code }, body: { into, reason } });
  return (
    <details className="no-print">
      <summary>{say(words.change)}</summary>
      <ActForms
        acts={acts}
        onAct={act}
        busy={merge.isPending || abolish.isPending}
        problem={merge.error ?? abolish.error}
      />
    </details>
  );
}

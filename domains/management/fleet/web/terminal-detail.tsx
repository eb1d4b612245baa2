import { ActForms, useAct, useSay, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';

const words = {
  change: { zh: '换终端', en: 'Changing the terminal' },
  hint: {
    zh: '换了终端或终端丢了鉴权码时用：原鉴权码立即作废，终端重新注册后才能再上传位置。',
    en: 'For a terminal that was changed or lost its code: the old code is void at once, and positions come again once it has registered anew.',
  },
  release: { zh: '解除注册', en: 'Release' },
  will: {
    zh: '这台终端从此刻起不能上传位置，直到重新注册。',
    en: 'From now on this terminal can send no positions, until it has registered anew.',
  },
  released: { zh: '已解除，等待终端重新注册。', en: 'Released; it may register anew.' },
  never: { zh: '终端还没有注册过，可以直接注册。', en: 'It had not registered; it may do so.' },
};

const acts: readonly ActForm<null>[] = [
  {
    permission: 'fleet:write',
    hint: words.hint,
    asks: [],
    buttons: [{ word: words.release, danger: true, will: words.will, make: () => null }],
  },
];

function Release({ phone }: { readonly phone: string }) {
  const say = useSay();
  const act = useAct('fleet', operations.release);
  return (
    <>
      <ActForms
        acts={acts}
        onAct={() => act.mutate({ params: { phone } })}
        busy={act.isPending}
        problem={act.error}
      />
      {act.data && <p role="status">{say(act.data.released ? words.released : words.never)}</p>}
    </>
  );
}

/** A terminal, with the way to let it register anew. */
export const terminalDetail = {
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(words.change), content: <Release phone={String(row['phone'])} /> },
  ],
};

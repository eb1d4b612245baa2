import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { recordsOperations } from '#kernel/record';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import { callKey, useAct, useCall } from '../lib/use-call.ts';
import { useSession } from '../session/session.tsx';
import { words } from '../words.ts';
import { readViews, type SavedView, writeViews } from './view-store.ts';

const MINUTE = 60_000;

const texts = {
  views: { zh: '视图', en: 'Views' },
  name: { zh: '把现在的筛选保存为', en: 'Save what is shown as' },
  none: { zh: '还没有保存的视图', en: 'No saved views yet' },
  forget: { zh: '删除视图 {name}', en: 'Delete view {name}' },
};

interface ViewsProps {
  /** Name of the list. */
  readonly list: string;
  /** The present view: see `viewOf`. */
  readonly view: string;
  readonly onView: (view: string) => void;
}

/**
 * The views of this person on this list: the server's word, and until it comes (or while it does not answer) what this
 * browser remembers of it.
 */
function useViews(list: string) {
  const owner = useSession().actor.id;
  const client = useQueryClient();
  const [remembered] = useState(() => readViews(localStorage, owner, list));
  const asked = useCall('records', recordsOperations.views, { params: { list } }, { staleMs: MINUTE });
  const known = asked.data?.items;
  useEffect(() => {
    if (known) writeViews(localStorage, owner, list, known);
  }, [known, owner, list]);
  const keep = (answer: { readonly items: SavedView[] }) =>
    client.setQueryData(callKey('records', recordsOperations.views, { params: { list } }), answer);
  const save = useAct('records', recordsOperations.saveView, { done: keep });
  const forget = useAct('records', recordsOperations.forgetView, { done: keep });
  return { views: known ?? remembered, problem: save.error ?? forget.error, save, forget };
}

/** Filters, order and columns under a name, kept for this person on this list. */
export function SavedViews({ list, view, onView }: ViewsProps) {
  const say = useSay();
  const { views, problem, save, forget } = useViews(list);
  const present = views.find((each) => each.view === view);
  return (
    <Menu
      label={present ? present.name : say(texts.views)}
      name={say(texts.views) + (present ? ` ${present.name}` : '')}
      className={present ? 'button on' : 'button'}
      end
    >
      {(close) => (
        <div className="stack tight">
          {views.length === 0 && <span className="quiet">{say(texts.none)}</span>}
          <ViewList
            views={views}
            present={present}
            onView={(chosen) => {
              onView(chosen);
              close();
            }}
            onForget={(name) => forget.mutate({ params: { list, name } })}
          />
          <NameForm
            onName={(name) =>
              save.mutate({ params: { list }, body: { name, view } }, { onSuccess: () => close() })
            }
          />
          {problem && <ProblemNote problem={problem} />}
        </div>
      )}
    </Menu>
  );
}

interface ListProps {
  readonly views: readonly SavedView[];
  readonly present: SavedView | undefined;
  readonly onView: (view: string) => void;
  readonly onForget: (name: string) => void;
}

function ViewList({ views, present, onView, onForget }: ListProps) {
  const say = useSay();
  return (
    <ul className="plain">
      {views.map((each) => (
        <li key={each.name} className="row apart">
          <button
            type="button"
            className="link"
            aria-current={each === present}
            onClick={() => onView(each.view)}
          >
            {each.name}
          </button>
          <button
            type="button"
            className="button plain small icon"
            aria-label={say(texts.forget, { name: each.name })}
            onClick={() => onForget(each.name)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

function NameForm({ onName }: { readonly onName: (name: string) => void }) {
  const say = useSay();
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
        if (name) onName(name);
      }}
    >
      <label className="field">
        {say(texts.name)}
        <input className="input" name="name" required maxLength={40} />
      </label>
      <button type="submit" className="button small second">
        {say(words.save)}
      </button>
    </form>
  );
}

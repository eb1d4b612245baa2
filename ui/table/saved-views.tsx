import { useState } from 'react';
import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import { useSession } from '../session/session.tsx';
import { words } from '../words.ts';
import { readViews, type SavedView, withoutView, withView, writeViews } from './view-store.ts';

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

/** Filters, order and columns under a name, kept for this person on this list. */
export function SavedViews({ list, view, onView }: ViewsProps) {
  const say = useSay();
  const owner = useSession().actor.id;
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(localStorage, owner, list));
  const keep = (next: readonly SavedView[]) => {
    writeViews(localStorage, owner, list, next);
    setViews(next);
  };
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
            onForget={(name) => keep(withoutView(views, name))}
          />
          <NameForm
            onName={(name) => {
              keep(withView(views, { name, view }));
              close();
            }}
          />
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

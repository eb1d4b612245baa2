import { useState } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import { useSession } from '../session/session.tsx';
import { useShortcutsHelp } from '../shortcuts/shortcuts.tsx';
import { chooseLight, chosenLight, type Light } from '../theme/night.ts';

interface AccountProps {
  readonly onSwitchPost: (post: string) => void;
  readonly onSignOut: () => void;
}

const texts = {
  account: { zh: '账户：{name}', en: 'Account: {name}' },
  posts: { zh: '换岗位', en: 'Act in another post' },
  light: { zh: '明暗', en: 'Light' },
  shortcuts: { zh: '快捷键', en: 'Shortcuts' },
  signOut: { zh: '退出', en: 'Sign out' },
};
const lights: Readonly<Record<Light, Text>> = {
  system: { zh: '跟随系统', en: 'As the system' },
  day: { zh: '日', en: 'Day' },
  night: { zh: '夜', en: 'Night' },
};

/** For whom one acts, and what one can change about that. */
export function AccountMenu({ onSwitchPost, onSignOut }: AccountProps) {
  const say = useSay();
  const { actor, posts } = useSession();
  const help = useShortcutsHelp();
  const [light, setLight] = useState(chosenLight);
  const present = posts.find((post) => post.id === actor.post);
  const organisation = actor.organisationName ? say(actor.organisationName) : undefined;
  const shown = [organisation, present ? say(present.title) : actor.name].filter(Boolean).join(' · ');
  return (
    <Menu className="button plain account" label={<span className="account-label">{shown}</span>} name={`${say(texts.account, { name: actor.name })} · ${shown}`} end>
      {(close) => (
        <div className="stack tight">
          <p>
            <span className="strong">{actor.name}</span>
            {organisation && <span className="quiet"> · {organisation}</span>}
          </p>
          {posts.length > 1 && (
            <fieldset className="stack tight">
              <legend className="small quiet">{say(texts.posts)}</legend>
              {posts.map((post) => (
                <label key={post.id} className="check">
                  <input type="radio" name="post" checked={post.id === actor.post} onChange={() => onSwitchPost(post.id)} />
                  <span>{say(post.title)}</span>
                </label>
              ))}
            </fieldset>
          )}
          <fieldset className="stack tight">
            <legend className="small quiet">{say(texts.light)}</legend>
            <div className="row">
              {(Object.keys(lights) as Light[]).map((each) => (
                <label key={each} className="check">
                  <input
                    type="radio"
                    name="light"
                    checked={light === each}
                    onChange={() => {
                      chooseLight(each);
                      setLight(each);
                    }}
                  />
                  <span>{say(lights[each])}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <button
            type="button"
            className="button"
            onClick={() => {
              close();
              help.show();
            }}
          >
            {say(texts.shortcuts)} <kbd aria-hidden="true">?</kbd>
          </button>
          <button type="button" className="button" onClick={onSignOut}>
            {say(texts.signOut)}
          </button>
        </div>
      )}
    </Menu>
  );
}

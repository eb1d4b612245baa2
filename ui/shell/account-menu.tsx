import { useJobs } from '../job/jobs.tsx';
import { useSay } from '../language/language.tsx';
import { Menu } from '../lib/menu.tsx';
import { type Session, useSession } from '../session/session.tsx';
import { useShortcutsHelp } from '../shortcuts/shortcuts.tsx';
import { LightChoice } from './light-choice.tsx';

interface AccountProps {
  readonly onSwitchPost: (post: string) => void;
  readonly onSignOut: () => void;
}

const texts = {
  account: { zh: '账户：{name}', en: 'Account: {name}' },
  posts: { zh: '换岗位', en: 'Act in another post' },
  jobs: { zh: '后台任务', en: 'Long work' },
  shortcuts: { zh: '快捷键', en: 'Shortcuts' },
  signOut: { zh: '退出', en: 'Sign out' },
};

/** For whom one acts, and what one can change about that. */
export function AccountMenu({ onSwitchPost, onSignOut }: AccountProps) {
  const say = useSay();
  const session = useSession();
  const { actor, posts } = session;
  const help = useShortcutsHelp();
  const { show } = useJobs();
  const present = posts.find((post) => post.id === actor.post);
  const organisation = actor.organisationName ? say(actor.organisationName) : undefined;
  // A post is named with its organisation.
  const shown = present ? say(present.title) : [organisation, actor.name].filter(Boolean).join(' · ');
  const label = (
    <span className="account-label">
      <span className="post">{shown}</span>
      <span className="person">{actor.name}</span>
    </span>
  );
  return (
    <Menu
      className="button plain account"
      label={label}
      name={`${say(texts.account, { name: actor.name })} · ${shown}`}
      end
    >
      {(close) => (
        <div className="stack tight">
          <p>
            <span className="strong">{actor.name}</span>
            {organisation && <span className="quiet"> · {organisation}</span>}
          </p>
          {posts.length > 1 && <PostChoices session={session} onSwitchPost={onSwitchPost} />}
          <LightChoice />
          <button
            type="button"
            className="button"
            onClick={() => {
              close();
              show(true);
            }}
          >
            {say(texts.jobs)}
          </button>
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

interface PostsProps {
  readonly session: Session;
  readonly onSwitchPost: (post: string) => void;
}

function PostChoices({ session: { actor, posts }, onSwitchPost }: PostsProps) {
  const say = useSay();
  return (
    <fieldset className="stack tight">
      <legend className="small quiet">{say(texts.posts)}</legend>
      {posts.map((post) => (
        <label key={post.id} className="check">
          <input
            type="radio"
            name="post"
            checked={post.id === actor.post}
            onChange={() => onSwitchPost(post.id)}
          />
          <span>{say(post.title)}</span>
        </label>
      ))}
    </fieldset>
  );
}

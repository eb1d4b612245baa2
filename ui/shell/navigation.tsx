import { NavLink } from 'react-router';
import { useSay } from '../language/language.tsx';
import { groupTitles, type NavigationGroup } from './visible-pages.ts';

const label = { zh: '主导航', en: 'Main navigation' };

/** The pages the reader may open, on the left. */
export function Navigation({
  groups,
  onGo,
}: {
  readonly groups: readonly NavigationGroup[];
  readonly onGo?: () => void;
}) {
  const say = useSay();
  return (
    <nav aria-label={say(label)} className="navigation">
      {groups.map(({ group, pages }) => {
        const title = groupTitles[group];
        return (
          <section key={group}>
            {title && <h2 id={`group-${group}`}>{say(title)}</h2>}
            <ul className="plain" {...(title ? { 'aria-labelledby': `group-${group}` } : {})}>
              {pages.map((page) => (
                <li key={page.path}>
                  <NavLink to={page.path} onClick={onGo}>
                    {say(page.title)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

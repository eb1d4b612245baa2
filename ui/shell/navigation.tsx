import { NavLink } from 'react-router';
import { useSay } from '../language/language.tsx';
import { useFolded } from './use-folded.ts';
import { groupTitles, type NavigationGroup } from './visible-pages.ts';

const label = { zh: '主导航', en: 'Main navigation' };

interface NavigationProps {
  readonly groups: readonly NavigationGroup[];
  readonly onGo?: () => void;
}

/** The pages the reader may open, on the left; who works in two groups folds the others away. */
export function Navigation({ groups, onGo }: NavigationProps) {
  const say = useSay();
  const { isFolded, toggle } = useFolded();
  return (
    <nav aria-label={say(label)} className="navigation">
      {groups.map(({ group, pages }) => {
        const title = groupTitles[group];
        const folded = title !== undefined && isFolded(group);
        return (
          <section key={group}>
            {title && (
              <h2 id={`group-${group}`}>
                <button type="button" aria-expanded={!folded} onClick={() => toggle(group)}>
                  {say(title)}
                </button>
              </h2>
            )}
            {!folded && (
              <ul className="plain" {...(title ? { 'aria-labelledby': `group-${group}` } : {})}>
                {pages.map((page) => (
                  <li key={page.path}>
                    <NavLink to={page.path} onClick={onGo}>
                      {say(page.title)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </nav>
  );
}

import { useCallback, useState } from 'react';

const key = 'yaojiang.navigation.folded';

/** What was kept may have been written by an older release, or by hand. */
function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function keep(groups: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(groups));
  } catch {
    // A browser that keeps nothing still folds for as long as the page stands.
  }
}

/** Groups of the navigation that the reader folded away, kept in this browser. */
export function useFolded(): { isFolded(group: string): boolean; toggle(group: string): void } {
  const [folded, setFolded] = useState(read);
  const toggle = useCallback((group: string) => {
    setFolded((before) => {
      const after = before.includes(group) ? before.filter((each) => each !== group) : [...before, group];
      keep(after);
      return after;
    });
  }, []);
  return { isFolded: (group) => folded.includes(group), toggle };
}

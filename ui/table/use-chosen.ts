import { useState } from 'react';

export interface Chosen {
  readonly keys: ReadonlySet<string>;
  readonly choose: (keys: ReadonlySet<string>) => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** Keys of the rows chosen on a page. Another page, or other rows on it, begin with none. */
export function useChosen(page: unknown): Chosen {
  const [choice, setChoice] = useState<{ readonly page: unknown; readonly keys: ReadonlySet<string> }>({
    page: undefined,
    keys: none,
  });
  return {
    keys: choice.page === page ? choice.keys : none,
    choose: (keys) => setChoice({ page, keys }),
    clear: () => setChoice({ page, keys: none }),
  };
}

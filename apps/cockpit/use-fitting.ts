import { type RefObject, useEffect, useState } from 'react';

interface Fitting {
  readonly list: RefObject<HTMLElement | null>;
  /** Rows to begin with. */
  readonly most: number;
  /** Begins anew when this changes: another language, another screen. */
  readonly kind: string;
  /** Says what stands in the list now; measured again when it changes. Empty while nothing does. */
  readonly content: string;
}

/** How many rows of a list fit the place it has: where they overflow, about as many fewer as stand out, at least one. */
export function useFitting({ list, most, kind, content }: Fitting): number {
  const [fitting, setFitting] = useState({ most, kind, size: most });
  const size = fitting.most === most && fitting.kind === kind ? fitting.size : most;
  useEffect(() => {
    const place = list.current;
    if (!place || size <= 1 || content === '') return undefined;
    const observer = new ResizeObserver(() => {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = place;
      if (scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1)
        setFitting({ most, kind, size: Math.min(size - 1, Math.ceil((size * clientHeight) / scrollHeight)) });
    });
    observer.observe(place);
    return () => observer.disconnect();
  }, [list, most, kind, size, content]);
  return size;
}

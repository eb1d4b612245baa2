import type { ServerResponse } from 'node:http';

/** Calls once an answer has left as a whole, or its line was closed before; at once where that was before now. */
export function whenOver(raw: ServerResponse, over: (whole: boolean) => void): void {
  let isOver = false;
  const once = (whole: boolean): void => {
    if (isOver) return;
    isOver = true;
    over(whole);
  };
  raw.once('finish', () => once(true));
  raw.once('close', () => once(false));
  if (raw.closed || raw.destroyed) once(false);
}

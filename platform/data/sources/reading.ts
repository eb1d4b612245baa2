import type { Context } from '#kernel/context';
import type { Limits, Mark, Missed, Reading } from './readers/reader.ts';
import { openSecret } from './secret.ts';
import type { SourceRow } from './store.ts';

interface Asked {
  readonly days?: Reading['days'];
  readonly limits?: Limits;
  readonly signal: AbortSignal;
  readonly folder: string;
  readonly progress?: (rows: number) => void;
  readonly missed?: (what: Missed) => Promise<void>;
  /** In place of the one that is kept. */
  readonly secret?: string | undefined;
}

/** What a reader is given of a source. */
export async function readingOf(context: Context, source: SourceRow, asked: Asked): Promise<Reading> {
  const { days, limits = {}, signal, folder, progress = () => undefined } = asked;
  const { missed = () => Promise.resolve() } = asked;
  return {
    context,
    source,
    secret: asked.secret ?? (await openSecret(context, source)),
    mark: (source.mark as Mark | null) ?? undefined,
    days,
    limits,
    folder,
    signal,
    progress,
    missed,
  };
}

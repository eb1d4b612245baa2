import type { Context } from '#kernel/context';
import type { Lake, LakeSession } from '#kernel/lake';
import { usage } from '../machinery/answer.ts';

/** CPU seconds by the name of a stage. Steps of a job follow each other, so what runs in between is theirs. */
export class Stages {
  readonly spent = new Map<string, number>();

  async during<T>(stage: string, work: () => Promise<T>): Promise<T> {
    const before = usage().cpuSeconds;
    try {
      return await work();
    } finally {
      this.spent.set(stage, (this.spent.get(stage) ?? 0) + usage().cpuSeconds - before);
    }
  }
}

function watchedSession(session: LakeSession, stages: Stages): LakeSession {
  async function* stream(sql: string, parameters?: readonly unknown[]) {
    const rows = session.stream(sql, parameters)[Symbol.asyncIterator]();
    for (;;) {
      const piece = await stages.during('the dataset as it stands', () => rows.next());
      if (piece.done) return;
      yield piece.value;
    }
  }
  return {
    rows: (sql, parameters) => stages.during('the dataset as it stands', () => session.rows(sql, parameters)),
    run: (sql, parameters) => stages.during('the dataset as it stands', () => session.run(sql, parameters)),
    stream: stream as LakeSession['stream'],
    close: () => session.close(),
  };
}

/** The same context, its lake and its transactions watched. */
export function watched(context: Context, stages: Stages): Context {
  const lake: Lake = {
    ...context.lake,
    session: (work, signal) =>
      context.lake.session((session) => work(watchedSession(session, stages)), signal),
  };
  return {
    ...context,
    lake,
    transaction: (work, options) =>
      stages.during('findings: store', () => context.transaction(work, options)),
  };
}

import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/index.ts';
import type { JobKind } from '../job.ts';
import { writeActor } from './actor-form.ts';
import { newJobId } from './job-id.ts';
import { Problem } from '../problem.ts';
import { countOpen, gatherJob, insertJob, type NewJob } from './queue.ts';

/** Open jobs of one actor: a queue that everybody shares must not be filled by one. */
const mostOpen = 100;

const tooMany = (): Problem =>
  new Problem(429, 'jobs.too-many', {
    zh: `您已有 ${mostOpen} 项任务在排队或执行，请等其中一些结束后再发起。`,
    en: `You have ${mostOpen} jobs waiting or running already. Start another when some of them have ended.`,
  });

/**
 * Puts a job into the queue, in the transaction that `db` may be.
 * @throws Problem 429 `jobs.too-many`; ZodError when the input does not fit the kind, Error when nobody here knows the kind: both are bugs
 */
export async function startJob(
  db: Db,
  job: {
    readonly kind: JobKind;
    readonly input: unknown;
    readonly actor: Actor;
    readonly key?: string | undefined;
    /** How long one that gathers rests until it may begin. */
    readonly restMs?: number | undefined;
  },
  clock: Clock,
): Promise<string> {
  const { kind, actor, restMs = 0 } = job;
  const input = kind.input.parse(job.input);
  if (actor.kind !== 'system' && (await countOpen(db, actor.id, mostOpen)) >= mostOpen) throw tooMany();
  const made: NewJob = {
    id: newJobId(),
    name: kind.name,
    title: kind.title,
    lane: kind.lane?.(input),
    key: job.key,
    input: job.input,
    actor: writeActor(actor),
    actorId: actor.id,
    attempts: kind.attempts,
    createdAt: clock.now().toISOString(),
  };
  return kind.gathers && job.key === undefined ? gatherJob(db, made, restMs) : insertJob(db, made);
}

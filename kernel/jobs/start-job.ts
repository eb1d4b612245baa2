import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/index.ts';
import type { JobKind } from '../job.ts';
import { writeActor } from './actor-form.ts';
import { newJobId } from './job-id.ts';
import { insertJob } from './queue.ts';

/**
 * Puts a job into the queue, in the transaction that `db` may be.
 * @throws ZodError when the input does not fit the kind, Error when nobody here knows the kind: both are bugs
 */
export async function startJob(
  db: Db,
  job: {
    readonly kind: JobKind;
    readonly input: unknown;
    readonly actor: Actor;
    readonly key?: string | undefined;
  },
  clock: Clock,
): Promise<string> {
  const { kind, actor } = job;
  const input = kind.input.parse(job.input);
  return insertJob(db, {
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
  });
}

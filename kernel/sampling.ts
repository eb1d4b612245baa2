import type { Context } from './context.ts';
import type { Db } from './db/index.ts';
import { definePoint } from './point.ts';
import type { Text } from './texts.ts';

/** Somebody who may be drawn into a sample. */
export interface SampleMember {
  /** Id under which the person acts. */
  readonly account: string;
  /** Code of the division whose stratum it is. */
  readonly stratum: string;
  readonly simulated: boolean;
}

/** From whom a sample is drawn: a list of people with accounts, each in one stratum. */
export interface SamplingFrame {
  /** `registers.residents` */
  readonly code: string;
  readonly title: Text;
  members(context: Context, db: Db): Promise<readonly SampleMember[]>;
}

/** Where registers bring the lists that a survey may draw from. */
export const samplingFramePoint = definePoint<SamplingFrame>('feedback.sampling-frame');

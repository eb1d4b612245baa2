import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGb: number;
  /** Of the last minute. */
  readonly load: number;
  readonly node: string;
}

/** What the figures were measured on, and how busy it was. */
export const thisMachine = (): Machine => ({
  cores: availableParallelism(),
  model: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 1024 ** 3),
  load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  node: process.version,
});

export const describeMachine = ({ cores, model, memoryGb, load, node }: Machine): string =>
  `${cores} cores (${model}), ${memoryGb} GB, Node ${node}, load ${load.toFixed(1)}`;

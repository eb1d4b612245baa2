import { Problem } from '../problem.ts';

const outOfMemory = (): Problem =>
  new Problem(507, 'lake.out-of-memory', {
    zh: '数据太多，超出分析引擎可用的内存，没有结果。请缩小范围，或调大 LAKE_MEMORY。',
    en: 'This needs more memory than the analysis engine has; there is no result. Ask for less, or raise LAKE_MEMORY.',
  });

const full = (): Problem =>
  new Problem(507, 'lake.full', {
    zh: '数据湖所在的磁盘已满，没有写入。请腾出空间后重试。',
    en: 'The disk of the lake is full; nothing was written. Free some space and try again.',
  });

/** An error of the engine as what it means: the caller's own interruption, a shortage, or itself (a bug). */
export function asLakeError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (!(error instanceof Error)) return error;
  if (signal?.aborted && /^INTERRUPT/i.test(error.message)) return signal.reason;
  if (/no space left|max_temp_directory_size/i.test(error.message)) return full();
  if (/^Out of Memory Error/i.test(error.message)) return outOfMemory();
  return error;
}

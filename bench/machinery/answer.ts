/** What a child process has used, from its beginning, threads included. */
export interface Usage {
  readonly cpuSeconds: number;
  /** Bytes. */
  readonly peakMemory: number;
}

export function usage(): Usage {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMemory: maxRSS * 1024 };
}

/**
 * The main part of a script that `runChild` starts: takes its input, sends its answer and what the process has used.
 * A failure ends the process with it on standard error.
 */
export async function answer<I, A>(work: (input: I) => Promise<A>): Promise<void> {
  const answered = await work(JSON.parse(process.argv[2] ?? 'null') as I);
  await new Promise<void>((resolve, reject) => {
    process.send?.({ answer: answered, usage: usage() }, (error: Error | null) =>
      error ? reject(error) : resolve(),
    );
  });
  process.disconnect();
}

import { usage } from '../machinery/answer.ts';
import { cpuShares } from './cpu-share.ts';

interface Asked {
  readonly ask: 'usage' | 'profile' | 'stop';
}

/** Answers the parent until it lets go: what was used so far, or where the time goes until the next `stop`. */
export function answerParent(close: () => Promise<void>): void {
  let stop: () => void = () => undefined;
  process.on('message', (message: Asked) => {
    if (message.ask === 'usage') process.send?.({ usage: usage() });
    if (message.ask === 'stop') stop();
    if (message.ask === 'profile') {
      const until = new Promise<void>((resolve) => (stop = resolve));
      void cpuShares(() => until).then((shares) => process.send?.({ shares }));
      process.send?.({ profiling: true });
    }
  });
  process.on('disconnect', () => void close().then(() => process.exit(0)));
}

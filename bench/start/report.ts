// Loaded before a server that knows nothing of it (`node --import`): tells the parent what the process has used.
import { usage } from '../machinery/answer.ts';

process.on('message', () => process.send?.({ usage: usage() }));
process.channel?.unref();

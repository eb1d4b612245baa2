import { openStore } from '../db/index.ts';
import { marking, openSquare } from './test-square.ts';

/**
 * Delivers the events of a store to three subscribers that fail at random, until it is killed.
 * Arguments: the folder, then the address of a server if there is one.
 */
const [folder = '', url] = process.argv.slice(2);
const store = await openStore({ folder, url });
const shaky = () => {
  process.stdout.write('.');
  if (Math.random() < 0.1) throw new Error('at random');
};
const subscribers = ['square.a', 'square.b', 'square.c'].map((name) => marking(name, shaky));
await openSquare(store, subscribers, { batchSize: 10 }).open();

import '../styles.ts';
import { followLight } from './night.ts';

/** Puts the look of the house on the page: its styles, by day or by night. Called once, before the first paint. */
export const wearLook = (): void => followLight();

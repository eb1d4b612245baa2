/** Where moving things are and were; rules of areas and speed. */
export { settleDay as settleTrackDay } from './days-store.ts';
export { takePositions } from './intake.ts';
export { judgeTracks } from './judge.ts';
export type { NewPosition, TrackPoint } from './shapes.ts';
export { findDevice as findTrackedDevice, putDevice, readTrack, type Device } from './store.ts';
/** For tests and whoever composes a city of some modules. */
export { default as tracksModule } from './module.ts';

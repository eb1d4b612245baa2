export { batchChecked } from './events.ts';
export { knownSourcePoint, type KnownSource } from './known-sources.ts';
export {
  checkedRows,
  closeGone,
  closeUnseen,
  proveMended,
  raiseFindings,
  type CheckedRow,
  type RaisedFinding,
} from './faces.ts';
export { standingRows, type StandingRows } from './standing-rows.ts';
export { keysHeldOtherwise } from './held-otherwise.ts';
export { checkedAtOf } from './store.ts';
export { Finding } from './records.ts';

/** For tests and whoever composes a city of some modules. */
export { default as qualityModule } from './module.ts';

/** Exchange nodes: the city's side, and the node itself for the program that runs at a department. */
export { nodeModule } from './node/module.ts';
export { putFollowed } from './node/rows-store.ts';
export { putInto } from './node/handlers.ts';
export { formatOf, readBundle } from './log/bundle.ts';
export { unpack } from './city/unpacking.ts';
export { packBundle, takeReturned } from './node/bundling.ts';
export { enrolAt, enrolRequest, enrolWith } from './node/enrolling.ts';
export { startCalling, type Calling } from './node/calling.ts';
export { callCity } from './node/round.ts';
export { channelName, saidName } from './names.ts';
export { nodeStatus, localToken, type NodeStatus } from './node/status.ts';
/** For tests and whoever composes a city of some modules. */
export { default as nodesModule } from './module.ts';

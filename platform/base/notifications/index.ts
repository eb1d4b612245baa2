/** Telling people: an inbox for everybody, channels with receipts behind it, contact trees. */
export { noticeChannelPoint, type Message, type NoticeChannel, type Receipt, type Sent } from './channel.ts';
export { notify, type Notify } from './notify.ts';
export { countTold } from './store.ts';
export { hearReceipt } from './receipts.ts';
export { localTime } from './times.ts';
export type { Recipient } from './recipients.ts';
/** For tests and whoever composes a city of some modules. */
export { default as notificationsModule } from './module.ts';

export * from './bodies.ts';
export { FrameReader, writeFrame, type Frame, type FrameFault } from './frame.ts';
export { ids, readMessage, writeMessage, type Message, type MessageFault } from './message.ts';

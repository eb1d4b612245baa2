/** The receiver, the broker or the database did not take it; `message` is a sign, never the other side's words. */
export class NotTaken extends Error {}

// What becomes of a value on its way to its normal form.
export const MISSING = 0;
export const READ = 1;
export const UNREADABLE = 2;

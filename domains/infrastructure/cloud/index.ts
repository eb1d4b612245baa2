/** Backup, restore and drill, for the command line. */
export type { Manifest } from './backup/manifest.ts';
export { bytesOf, rowsOf } from './backup/manifest.ts';
export { restoreBackup } from './backup/restore.ts';
export { passphraseIn, recoveryKeyPath } from './backup/secret.ts';
export { backUp, runDrill } from './run.ts';
/** For tests and whoever composes a city of some modules. */
export { default as cloudModule } from './module.ts';

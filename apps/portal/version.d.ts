/** The version of the platform that these pages were built from (vite.config.ts). */
declare const __VERSION__: string;

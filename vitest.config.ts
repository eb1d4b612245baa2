import { configDefaults, defineConfig } from 'vitest/config';
import { alsoEmbedded } from './tests/setup/embedded.ts';
import { LongestFirst } from './tests/setup/longest-first.ts';

const SECOND = 1000;
const places = '{kernel,engines,platform,domains,simulator,cities,scripts,bench,ui,apps}/**/*.test.ts';
const ownTests = 'tests/{architecture,contract,conformance,setup}/**/*.test.ts';
const embeddedOnly = '**/*.embedded.test.ts';
const globalSetup = ['./tests/setup/global-postgres.ts'];

export default defineConfig({
  test: {
    reporters: ['default'],
    pool: 'forks',
    maxWorkers: 2,
    // One process reads the platform’s code once for all its files, by Node itself, as the server does; a test that needs a
    // clean process starts one.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    experimental: { viteModuleRunner: false, nodeLoader: false },
    projects: [
      {
        test: {
          name: 'unit',
          include: [places, ownTests],
          exclude: [...configDefaults.exclude, embeddedOnly],
          provide: { preferredStore: 'server' },
          // Half of such a test's time is waiting for the server, so three share two processors well.
          maxWorkers: 3,
          globalSetup,
          testTimeout: 20 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        test: {
          name: 'embedded',
          include: [embeddedOnly, ...alsoEmbedded],
          provide: { preferredStore: 'embedded', testServer: null },
          // It runs beside the end-to-end tests and ends long before they do.
          maxWorkers: 1,
          globalSetup: ['./tests/setup/global-engine.ts'],
          testTimeout: 60 * SECOND,
          hookTimeout: 120 * SECOND,
        },
      },
      {
        test: {
          name: 'e2e',
          include: process.env['YAOJIANG_E2E'] === 'skip' ? [] : ['tests/e2e/**/*.test.ts'],
          provide: { preferredStore: 'server' },
          globalSetup: [...globalSetup, './tests/setup/global-living.ts', './tests/setup/global-browser.ts'],
          // One file looks at every page, two at a time, for as long as all the others take one after the other.
          maxWorkers: 2,
          maxConcurrency: 2,
          testTimeout: 120 * SECOND,
          hookTimeout: 300 * SECOND,
        },
      },
    ],
  },
});

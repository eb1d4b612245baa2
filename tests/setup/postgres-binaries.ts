import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { canInstall, install, packagesNamed } from './debian.ts';

const run = promisify(execFile);
const OLDEST = 15;

/** A PostgreSQL installation that can start a server with PostGIS. */
export interface Installation {
  readonly bin: string;
  readonly major: number;
}

/** The newest PostgreSQL (15 or later) with PostGIS on this machine, or undefined. */
export async function findInstallation(): Promise<Installation | undefined> {
  const found = await Promise.all((await candidates()).map(inspect));
  const usable = found.filter((each) => each?.postgis === true).filter((each) => each !== undefined);
  return usable.toSorted((a, b) => b.major - a.major)[0];
}

/** Like `findInstallation`; where Debian's packages may be installed, installs what is missing. */
export async function obtainInstallation(say: (line: string) => void): Promise<Installation | undefined> {
  const found = await findInstallation();
  if (found || !(await canInstall())) return found;
  const packages = await missingPackages();
  if (!packages) return undefined;
  say(`installing ${packages.join(' ')} (Debian), once for this machine …`);
  await install(packages, withoutSystemCluster);
  return findInstallation();
}

/** A server that Debian installs anew would make and start a cluster of its own; this setting, present only meanwhile, prevents it. */
const withoutSystemCluster = [
  'd=/etc/postgresql-common/createcluster.d; f=$d/yaojiang-tests.conf; mkdir -p $d',
  `trap 'rm -f "$f"' EXIT`,
  `echo 'create_main_cluster = false' > $f`,
].join('; ');

async function missingPackages(): Promise<string[] | undefined> {
  const offered = (await packagesNamed('postgresql-')).map(
    (name) => /^postgresql-(\d+)-postgis-3$/.exec(name)?.[1],
  );
  const majors = offered.map(Number).filter((major) => major >= OLDEST);
  const present = (await Promise.all((await candidates()).map(inspect))).map((each) => each?.major);
  const enough = present.find((each) => each !== undefined && majors.includes(each));
  if (enough !== undefined) return [`postgresql-${enough}-postgis-3`];
  const newest = Math.max(...majors);
  return Number.isFinite(newest) ? [`postgresql-${newest}`, `postgresql-${newest}-postgis-3`] : undefined;
}

async function candidates(): Promise<string[]> {
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  const packaged = await readdir('/usr/lib/postgresql').catch(() => []);
  const searched = (process.env['PATH'] ?? '').split(path.delimiter);
  return [
    ...new Set([
      ...configured,
      ...packaged.map((version) => `/usr/lib/postgresql/${version}/bin`),
      ...searched,
    ]),
  ];
}

async function inspect(bin: string): Promise<(Installation & { postgis: boolean }) | undefined> {
  try {
    await Promise.all(['initdb', 'pg_ctl', 'postgres'].map((name) => access(path.join(bin, name))));
    const { stdout } = await run(path.join(bin, 'postgres'), ['--version']);
    const major = Number(/(\d+)/.exec(stdout)?.[1]);
    const postgis = await hasPostgis(bin, major);
    return major >= OLDEST ? { bin, major, postgis } : undefined;
  } catch {
    return undefined;
  }
}

/** Both the extension's declaration and its library; `pg_config` knows their places, without it Debian's are taken. */
async function hasPostgis(bin: string, major: number): Promise<boolean> {
  const place = (flag: string, otherwise: string) =>
    run(path.join(bin, 'pg_config'), [flag]).then(
      ({ stdout }) => stdout.trim(),
      () => otherwise,
    );
  const share = await place('--sharedir', `/usr/share/postgresql/${major}`);
  const library = await place('--pkglibdir', `/usr/lib/postgresql/${major}/lib`);
  const declared = await filesIn(path.join(share, 'extension'));
  const libraries = await filesIn(library);
  return declared.includes('postgis.control') && libraries.some((name) => name.startsWith('postgis-3.'));
}

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const MINUTES = 60_000;

/** Whether packages may be installed here: Debian or a descendant, as root, and not forbidden by YAOJIANG_INSTALL=no. */
export async function canInstall(): Promise<boolean> {
  if (process.getuid?.() !== 0 || process.env['YAOJIANG_INSTALL'] === 'no') return false;
  return run('apt-get', ['--version']).then(
    () => true,
    () => false,
  );
}

/**
 * Installs Debian packages, after refreshing the package lists. Two runs at once wait for each other.
 * @throws when apt refuses or after 10 minutes; the error carries apt's last lines.
 */
export async function install(packages: readonly string[], beforeInstall = ':'): Promise<void> {
  const script = `apt-get update -q && { ${beforeInstall}; } && apt-get install -q -y --no-install-recommends "$@"`;
  try {
    await run(
      'flock',
      ['-w', '600', '/tmp/yaojiang-apt.lock', 'sh', '-c', script, 'sh', ...aptOptions, ...packages],
      {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 10 * MINUTES,
        maxBuffer: 64 * 1024 * 1024,
      },
    );
  } catch (cause) {
    throw new Error(`apt-get install ${packages.join(' ')} failed: ${lastLines(cause)}`, { cause });
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * Unpacks Debian packages into a folder without installing them, since an installed server may start by itself. Those who ask
 * at once wait for each other, as apt has one lock.
 * @param file what is wanted of them, below the folder
 * @returns where that is; undefined where nothing may be fetched
 * @throws when apt refuses or after 10 minutes; the error carries apt's last lines
 */
export async function unpack(
  folder: string,
  file: string,
  packages: readonly string[],
): Promise<string | undefined> {
  // Not the file itself: what it needs may still be on its way.
  const done = path.join(folder, `.unpacked-${packages.join('-')}`);
  const wanted = path.join(folder, file);
  if (await isThere(done)) return wanted;
  if (!(await canInstall())) return undefined;
  process.stderr.write(`[test] unpacking ${packages.join(', ')} (Debian), once for this machine …\n`);
  await mkdir(folder, { recursive: true });
  const steps = [
    // Another may have unpacked them while this one waited.
    'test -e "$1" && exit 0; done=$1; wanted=$2; shift 2',
    'apt-get update -q && apt-get download -q "$@" || exit 1',
    'for each in *.deb; do dpkg -x "$each" . || exit 1; done',
    'test -e "$wanted" && touch "$done"',
  ];
  const given = ['sh', done, wanted, ...packages];
  try {
    await run('flock', ['-w', '600', '/tmp/yaojiang-apt.lock', 'sh', '-c', steps.join('\n'), ...given], {
      cwd: folder,
      timeout: 10 * MINUTES,
    });
  } catch (cause) {
    throw new Error(`unpacking ${packages.join(' ')} failed: ${lastLines(cause)}`, { cause });
  }
  return wanted;
}

/** Names of packages that apt knows and that begin with `prefix`. */
export async function packagesNamed(prefix: string): Promise<string[]> {
  const { stdout } = await run('apt-cache', ['pkgnames', prefix], { timeout: MINUTES });
  return stdout.split('\n').filter(Boolean);
}

const aptOptions = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0'];

function lastLines(cause: unknown): string {
  const output = cause instanceof Error && 'stderr' in cause ? String(cause.stderr) : String(cause);
  return output.trim().split('\n').slice(-4).join(' | ');
}

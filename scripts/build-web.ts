// Builds the pages of the apps that have a vite.config.ts: `node scripts/build-web.ts [--stale] [app …]`. What went into
// each build is recorded file by file, so that `--stale` builds only what has changed since.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.dirname(import.meta.dirname);
const records = path.join(root, '.cache', 'web');
const everyApp = ['console', 'portal', 'cockpit'];
const settings = ['package-lock.json', 'tsconfig.web.json', 'tsconfig.base.json'];

/** The hash of each file that went into a build, by its path from the root; what changed meanwhile has no hash. */
type Inputs = Record<string, string>;

process.env['NODE_ENV'] = 'production';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { stale: { type: 'boolean' } },
});
for (const app of positionals.length > 0 ? positionals : everyApp) {
  if (!existsSync(path.join(root, 'apps', app, 'vite.config.ts'))) continue;
  if (values.stale && (await isFresh(app))) continue;
  try {
    await build(app);
  } catch (cause) {
    process.stderr.write(
      `[web] ${app} cannot be built: ${cause instanceof Error ? cause.message : String(cause)}\n`,
    );
    process.exit(1);
  }
}

async function build(app: string): Promise<void> {
  const { build: viteBuild } = await import('vite');
  const folder = path.join(root, 'apps', app);
  const started = Date.now();
  process.stderr.write(`[web] building ${app} …\n`);
  let bundled: string[] = [];
  const recorder = {
    name: 'record-inputs',
    generateBundle(this: { getModuleIds(): Iterable<string> }) {
      bundled = [...this.getModuleIds()];
    },
  };
  await viteBuild({
    root: folder,
    configFile: path.join(folder, 'vite.config.ts'),
    mode: 'production',
    logLevel: 'warn',
    plugins: [recorder],
  });
  await record(app, bundled, started);
  process.stderr.write(`[web] ${app} built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

async function record(app: string, bundled: readonly string[], started: number): Promise<void> {
  const inputs: Inputs = {};
  for (const file of new Set([...bundled.map(sourceOf), ...(await ownFiles(app))])) {
    if (file === undefined) continue;
    const changed = await stat(path.join(root, file)).then(
      ({ mtimeMs }) => mtimeMs > started,
      () => true,
    );
    inputs[file] = changed ? '' : await hashOf(file);
  }
  await mkdir(records, { recursive: true });
  await writeFile(path.join(records, `${app}.json`), JSON.stringify(inputs, undefined, 1));
}

async function isFresh(app: string): Promise<boolean> {
  if (!existsSync(path.join(root, 'apps', app, 'dist', 'index.html'))) return false;
  const text = await readFile(path.join(records, `${app}.json`), 'utf8').catch(() => '{}');
  const inputs = JSON.parse(text) as Inputs;
  if ((await ownFiles(app)).some((file) => !(file in inputs))) return false;
  const unchanged = await Promise.all(
    Object.entries(inputs).map(async ([file, hash]) => hash !== '' && hash === (await hashOf(file))),
  );
  return unchanged.length > 0 && unchanged.every(Boolean);
}

/**
 * What the bundler does not name: files beside the modules of the app (public ones, a page's frame), style sheets that
 * another one imports, and the settings.
 */
async function ownFiles(app: string): Promise<string[]> {
  const files: string[] = [...settings];
  const exclude = (each: { name: string }) => each.name === 'dist';
  for await (const entry of glob([`apps/${app}/**`, 'ui/**/*.css'], {
    cwd: root,
    withFileTypes: true,
    exclude,
  })) {
    if (entry.isFile()) files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
  }
  return files;
}

/** The path from the root of a bundled module that is a source of this project; packages are covered by the lock file. */
function sourceOf(id: string): string | undefined {
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const relative = path.relative(root, file);
  const outside = !path.isAbsolute(file) || relative.startsWith('..') || relative.includes('node_modules');
  return outside || !existsSync(file) ? undefined : relative;
}

async function hashOf(file: string): Promise<string> {
  const content = await readFile(path.join(root, file)).catch(() => Buffer.from('missing'));
  return createHash('sha256').update(content).digest('hex');
}

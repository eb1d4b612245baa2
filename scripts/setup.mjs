// Runs before every command, on whatever Node 20 or later is there: installs what package-lock.json says, checks the Node
// that the command will run on, and builds the web pages for the commands that serve them. It uses no package at all.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const purpose = process.argv[2] ?? 'start';
const lockFile = path.join(root, '.cache', 'setup.lock');
const recordedLock = path.join(root, 'node_modules', '.yaojiang-lock');
const projectNode = path.join(
  root,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);
const MINUTE = 60_000;

class SetupError extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

async function main() {
  if (!atLeast(process.versions.node, 20, 0)) {
    throw new SetupError(
      `Yaojiang needs Node 20 or later to set itself up; this is ${process.versions.node}.`,
    );
  }
  process.chdir(root);
  await takeLock();
  await installPackages();
  checkNode();
  if (purpose === 'start' || purpose === 'test') await buildWeb();
}

// --- packages -------------------------------------------------------------------------------------------------------

async function installPackages() {
  const lockText = readFileSync('package-lock.json', 'utf8');
  const wanted = createHash('sha256').update(`${process.platform} ${process.arch} ${lockText}`).digest('hex');
  if (existsSync(recordedLock) && readFileSync(recordedLock, 'utf8') === wanted) return;
  if (!installedMatches(JSON.parse(lockText))) {
    const npm = process.env.npm_execpath ? ['node', process.env.npm_execpath] : ['npm'];
    const command = [
      ...npm,
      'ci',
      '--include=dev',
      '--include=optional',
      // Nothing that is installed may run here: what has an install script (ssh2) does without (docs/decisions/0013).
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    const outcome = await runQuietly('installing packages (npm ci)', command);
    if (outcome.code !== 0) {
      throw new SetupError(
        `npm ci failed with exit code ${outcome.code}:\n${worthReading(outcome.tail)}`,
        outcome.code,
      );
    }
  }
  writeFileSync(recordedLock, wanted);
}

/** npm's explanation without the list of its options, which it also prints. */
function worthReading(output) {
  const lines = (output.split(/^npm (?:error|ERR!) (?:Clean install a project|Usage:)/m)[0] ?? '')
    .trim()
    .split('\n');
  return lines.length > 16
    ? [...lines.slice(0, 16), `… and ${lines.length - 16} lines more`].join('\n')
    : lines.join('\n');
}

/** What npm noted about the last installation, compared package by package: an `npm install` by hand is good enough. */
function installedMatches(lock) {
  const noted = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  const installed = JSON.parse(readFileSync(noted, 'utf8')).packages ?? {};
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed[place];
    if (!found || !existsSync(path.join(root, place))) return wanted.optional === true && !isForHere(wanted);
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Whether an optional package is made for this machine: one that names no machine comes only along with another. */
function isForHere({ os, cpu, libc }) {
  if (!os && !cpu) return false;

  const fits = (allowed, mine) => {
    const listed = allowed === undefined ? [] : [allowed].flat();
    const refused = listed.filter((each) => each.startsWith('!'));
    return refused.length > 0 ? !refused.includes(`!${mine}`) : listed.length === 0 || listed.includes(mine);
  };
  const mine = process.report?.getReport?.().header?.glibcVersionRuntime ? 'glibc' : 'musl';
  return (
    fits(os, process.platform) &&
    fits(cpu, process.arch) &&
    (process.platform !== 'linux' || fits(libc, mine))
  );
}

/**
 * Runs a command with its output kept aside and a line that shows time passing. The project's own Node is taken out of
 * PATH meanwhile, because npm ci removes and replaces it.
 */
async function runQuietly(title, [program, ...args], { keepPath = false } = {}) {
  const env = { ...process.env };
  const bin = path.join(root, 'node_modules');
  if (!keepPath)
    env.PATH = (env.PATH ?? '')
      .split(path.delimiter)
      .filter((entry) => !path.resolve(entry).startsWith(bin))
      .join(path.delimiter);
  const started = Date.now();
  const child = spawn(program, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let tail = '';
  const keep = (chunk) => (tail = (tail + chunk).slice(-20_000));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const show = progressLine(title, started);
  const tooLong = setTimeout(() => child.kill(), 20 * MINUTE);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(keep(String(error)) && 127));
    child.on('close', (status, signal) => resolve(status ?? (signal ? 143 : 1)));
  });
  clearTimeout(tooLong);
  show.end(code === 0 ? 'done' : 'FAILED');
  return { code, tail: tail.trim() };
}

function progressLine(title, started) {
  const terminal = process.stderr.isTTY;
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const write = (text) => process.stderr.write(terminal ? `\r\u001b[K[setup] ${text}` : `[setup] ${text}\n`);
  write(`${title} …`);
  const timer = setInterval(() => write(`${title} … ${seconds()} s`), terminal ? 1000 : 15_000);
  return {
    end(word) {
      clearInterval(timer);
      write(`${title}: ${word} after ${seconds()} s${terminal ? '\n' : ''}`);
    },
  };
}

// --- Node -----------------------------------------------------------------------------------------------------------

/** npm puts node_modules/.bin first in PATH, so the command after this one runs on the project's Node where it has one. */
function checkNode() {
  const own = spawnSync(projectNode, ['--version'], { encoding: 'utf8' });
  const version = own.status === 0 ? own.stdout.trim().slice(1) : process.versions.node;
  if (atLeast(version, 22, 18)) return;
  throw new SetupError(
    `Yaojiang runs on Node 22.18 or later. On 64-bit Linux (x64, glibc) it brings its own Node 24; here (${process.platform} ` +
      `${process.arch}) it uses yours, which is ${version}. Please install Node 24 from your system or nodejs.org and try again.`,
  );
}

function atLeast(version, major, minor) {
  const [a = 0, b = 0] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

// --- web pages ------------------------------------------------------------------------------------------------------

async function buildWeb() {
  const node = existsSync(projectNode) ? projectNode : process.execPath;
  const child = spawn(node, [path.join('scripts', 'build-web.ts'), '--stale'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (status) => resolve(status ?? 1));
  });
  if (code !== 0) throw new SetupError('The web pages could not be built; the reason stands above.', code);
}

// --- one set-up at a time -------------------------------------------------------------------------------------------

async function takeLock() {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  for (let said = false; ;) {
    try {
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
      process.on('exit', () => rmSync(lockFile, { force: true }));
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (removeDeadLock()) continue;
    if (!said) process.stderr.write('[setup] another set-up is at work in this folder; waiting for it …\n');
    said = true;
    await sleep(250);
  }
}

/** A lock whose owner is dead is moved aside; if a newcomer's lock was caught by that, it is put back. */
function removeDeadLock() {
  const aside = `${lockFile}.${process.pid}`;
  try {
    if (alive(Number(readFileSync(lockFile, 'utf8')))) return false;
    renameSync(lockFile, aside);
    if (alive(Number(readFileSync(aside, 'utf8')))) linkSync(aside, lockFile);
    rmSync(aside, { force: true });
    return true;
  } catch {
    return true;
  }
}

function alive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`[setup] ${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = error.exitCode ?? 1;
}

import type { Import } from './doors.ts';
import { faceOf, isPure, isTest, isWeb, placeOf, resolveImport } from './place.ts';

const serverPackages =
  /^(node:|fastify|@fastify\/|pg$|pg-|kysely$|@duckdb\/|@electric-sql\/|pino|prom-client|exceljs|yauzl|croner)/;
/** Kernel doors that load in a browser; of the others a page may know types. */
const browserKernel = new Set(['money', 'actor', 'call', 'operation', 'point', 'problem', 'record', 'texts']);
/** Engines that load in a browser: pure, and without a package of the server. */
const browserEngines = new Set(['#engines/markdown']);
/** What contracts declare beside operations: shapes that load in a browser too. */
const pureKernel = new Set([...browserKernel, 'clock', 'event', 'job']);

/** Why an import may not stand in code for a browser: it sees contracts, records and words, never what runs on the server. */
export function webProblem(wanted: Import): string | undefined {
  const { file, specifier } = wanted;
  if (!isWeb(file) || isTest(file)) return undefined;
  if (serverPackages.test(specifier)) return `${specifier} runs on the server only.`;
  if (specifier.startsWith('.')) return webNeighbourProblem(file, specifier);
  return specifier.startsWith('#') && specifier !== '#ui' ? webDoorProblem(wanted) : undefined;
}

function webDoorProblem({ file, specifier, typeOnly }: Import): string | undefined {
  const face = faceOf(specifier.slice(1));
  if (specifier.startsWith('#kernel/')) {
    return browserKernel.has(face) || typeOnly ? undefined : `${specifier} runs on the server only.`;
  }
  if (browserEngines.has(specifier)) return undefined;
  const seen = ['contract', 'records', ...(placeOf(file).kind === 'app' ? ['web'] : [])];
  return seen.includes(face)
    ? undefined
    : `Pages see of other parts only ${seen.join(', ')}, not ${specifier}.`;
}

function webNeighbourProblem(file: string, specifier: string): string | undefined {
  const target = resolveImport(file, specifier);
  const { root, kind } = placeOf(file);
  const inModule = kind === 'platform' || kind === 'domain';
  if (!inModule || !target.startsWith(`${root}/`) || target.startsWith(`${root}/web/`)) return undefined;
  return isPure(target)
    ? undefined
    : `${specifier}: a module's pages see its contract, records, rules and texts only.`;
}

/** Why an import may not stand in contract.ts, rules.ts, records.ts or the texts: they do no input or output, and run anywhere. */
export function purityProblem({ file, specifier, typeOnly }: Import): string | undefined {
  if (!isPure(file) || typeOnly) return undefined;
  const reaches = `${specifier} does input or output; this file runs in the browser too.`;
  if (serverPackages.test(specifier)) return reaches;
  if (specifier.startsWith('.')) return impureNeighbour.test(specifier) ? reaches : undefined;
  const face = faceOf(specifier.slice(1));
  if (specifier.startsWith('#kernel/')) return pureKernel.has(face) ? undefined : reaches;
  if (!/^#(platform|domains)\//.test(specifier) || ['contract', 'records'].includes(face)) return undefined;
  return `${specifier}: of another module this file may know the contract and the records.`;
}

const impureNeighbour = /(store|handlers|jobs|module|index|simulate|city)\.ts$|\/(web|migrations)\//;

import type { Context } from '#kernel/context';
import { organisationNames } from '#platform/base/organisations';
import type { Verified } from './contract.ts';
import { readCode } from './rules.ts';
import { adapterOf } from './seal.ts';
import { findVerifiable, type PaperRow } from './store.ts';

const states = {
  numbered: 'being-printed',
  issued: 'valid',
  archived: 'valid',
  revoked: 'revoked',
  disposed: 'disposed',
} as const;

async function sealState(context: Context, paper: PaperRow): Promise<'valid' | 'broken' | 'none'> {
  if (!paper.seal || !paper.digest) return 'none';
  const adapter = adapterOf(context, paper.seal);
  const holds = await adapter?.verify(context, paper.seal, Buffer.from(paper.digest, 'hex'));
  return holds === true ? 'valid' : 'broken';
}

/** What anyone may know of a paper by the code or the number on it: nothing of what it says. */
export async function verifyPaper(context: Context, code: string, digest?: string): Promise<Verified> {
  const paper = await findVerifiable(context.db, readCode(code), code.trim());
  if (!paper) return { found: false };
  const issuer = (await organisationNames(context.db, [paper.issuer])).get(paper.issuer);
  return {
    found: true,
    number: paper.number,
    issuer: issuer ?? { zh: paper.issuer, en: paper.issuer },
    issuedOn: paper.issuedOn,
    state: states[paper.state],
    digest: paper.digest,
    ...(digest === undefined ? {} : { matches: digest === paper.digest }),
    seal: await sealState(context, paper),
    simulated: paper.simulated,
  };
}

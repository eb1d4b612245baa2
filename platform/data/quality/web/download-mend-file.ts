import { addressOf, CallProblem } from '#kernel/call';
import type { ProblemBody } from '#kernel/problem';
import { operations } from '../contract.ts';

const nameOf = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  return encoded ? decodeURIComponent(encoded) : 'mend.xlsx';
};

export interface RowsToMend {
  readonly dataset: string;
  /** Only those that stand in it. */
  readonly batch: string | undefined;
}

/** Fetches the rows to mend with the purpose stated, and hands them to the browser as a file. */
export async function downloadMendFile({ dataset, batch }: RowsToMend, purpose: string): Promise<void> {
  const asked = { params: { dataset }, query: batch === undefined ? {} : { batch } };
  const response = await fetch(addressOf('quality', operations.mendFile, asked), {
    headers: { 'x-purpose': encodeURIComponent(purpose), 'accept-language': document.documentElement.lang },
  });
  if (!response.ok) throw new CallProblem((await response.json()) as ProblemBody);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameOf(response.headers.get('content-disposition'));
  link.click();
  URL.revokeObjectURL(address);
}

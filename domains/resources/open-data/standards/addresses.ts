import { publicAddress, type Config } from '#kernel/config';
import type { Format } from '../shapes.ts';

/** The addresses under which open data are found, whole, for other people’s catalogues. */
export interface Addresses {
  readonly origin: string;
  page(code: string): string;
  api(code: string): string;
  /** A file of one version; it never changes. */
  file(code: string, version: number, format: Format): string;
}

export function addressesOf(config: Config): Addresses {
  const origin = publicAddress(config);
  return {
    origin,
    page: (code) => `${origin}/open-data/${code}`,
    api: (code) => `${origin}/api/open-data/public/resources/${code}/rows`,
    file: (code, version, format) => `${origin}/open-data/files/${code}/${version}/${code}.${format}`,
  };
}

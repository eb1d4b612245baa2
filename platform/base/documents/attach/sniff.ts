/** Kinds of file that the platform can tell by their content, with the type they are served under. */
export const fileTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ofd: 'application/ofd',
  text: 'text/plain; charset=utf-8',
} as const;
export type FileKind = keyof typeof fileTypes;

const startsWith = (bytes: Uint8Array, hex: string, at = 0): boolean =>
  Buffer.from(bytes.subarray(at, at + hex.length / 2)).toString('hex') === hex;

const signatures: readonly (readonly [FileKind | 'zip', (bytes: Uint8Array) => boolean])[] = [
  // Readers look for the header within the first 1,024 bytes (ISO 32000-1 annex H.3.4.1); here it must come first.
  ['pdf', (bytes) => startsWith(bytes, '255044462d')],
  ['png', (bytes) => startsWith(bytes, '89504e470d0a1a0a')],
  ['jpeg', (bytes) => startsWith(bytes, 'ffd8ff')],
  ['gif', (bytes) => startsWith(bytes, '474946383761') || startsWith(bytes, '474946383961')],
  ['webp', (bytes) => startsWith(bytes, '52494646') && startsWith(bytes, '57454250', 8)],
  ['zip', (bytes) => startsWith(bytes, '504b0304')],
];

function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // oxlint-disable-next-line no-control-regex -- what a text file does not hold
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text);
  } catch {
    return false;
  }
}

/** What the bytes are, whatever the file is called; `zip` is still to be looked into. */
export function sniff(bytes: Uint8Array): FileKind | 'zip' | undefined {
  const found = signatures.find(([, fits]) => fits(bytes));
  if (found) return found[0];
  return bytes.length > 0 && isText(bytes) ? 'text' : undefined;
}

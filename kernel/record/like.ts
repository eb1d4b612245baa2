/** The text with the wildcards of LIKE taken for themselves. */
export const likePrefix = (text: string): string => `${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

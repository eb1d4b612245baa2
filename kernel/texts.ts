import { z } from 'zod';

/** Words for people, in the two languages of the platform. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
export const Text = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Text' });

export const Language = z.enum(['zh', 'en']);
export type Language = z.infer<typeof Language>;

/** Picks the words of one language. */
export const say = (text: Text, language: Language): string => text[language];

/**
 * Fills `{name}` places of a text, in both languages at once; with words of both languages, each with its own.
 * A place without a value stays as it is, so a missing value is seen rather than hidden.
 */
export function fill(text: Text, values: Readonly<Record<string, string | number | Text>>): Text {
  const put = (language: Language) =>
    text[language].replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name] ?? place;
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { zh: put('zh'), en: put('en') };
}

import { bytes, FieldList, number, Time, useLanguage, useSay } from '#ui';
import type { Own } from '../contract.ts';
import { words } from './estate-words.ts';

/** The machine that the platform itself runs on, as it was last measured. */
export function OwnMachine({ own }: { readonly own: Own }) {
  const say = useSay();
  const { language } = useLanguage();
  const show = (value: number) => number(value, language, 1);
  const part = (share: number | null, whole: string) =>
    share === null ? '—' : say(words.ofWhole, { share: show(share), whole });
  const size = (gb: number | null) => (gb === null ? '—' : say(words.gb, { value: show(gb) }));
  const cores = own.cores === null ? '—' : say(words.cores, { value: show(own.cores) });
  const lines = [
    { name: 'storage', label: say(words.ownDisk), value: part(own.storage, size(own.storageGb)) },
    { name: 'memory', label: say(words.ownMemory), value: part(own.memory, size(own.memoryGb)) },
    { name: 'cpu', label: say(words.ownCpu), value: part(own.cpu, cores) },
    {
      name: 'database',
      label: say(words.ownDatabase),
      value: own.databaseBytes === null ? '—' : bytes(own.databaseBytes, language),
    },
    { name: 'at', label: say(words.measured), value: <Time at={own.at} as="near" /> },
  ];
  return (
    <section className="stack tight">
      <h2>{say(words.own)}</h2>
      <FieldList lines={lines} />
    </section>
  );
}

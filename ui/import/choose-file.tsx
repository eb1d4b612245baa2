import { FileInput } from '../form/file-input.tsx';
import { useId, useRef, useState } from 'react';
import type { ImportPreview } from '#kernel/record';
import { ProblemNote } from '../feedback/problem-note.tsx';
import { bytes } from '../language/formats.ts';
import { useLanguage, useSay } from '../language/language.tsx';
import { words } from '../words.ts';
import type { ImportAdapter } from './import-adapter.ts';

interface ChooseProps {
  readonly adapter: ImportAdapter;
  readonly onPreview: (preview: ImportPreview) => void;
}
interface Sending {
  readonly file: File;
  readonly sent: number;
}

const texts = {
  file: { zh: '要导入的文件', en: 'The file to import' },
  hint: {
    zh: '接受 {accept}；编码与表头会自动识别。先预览，确认后才写入。',
    en: 'Takes {accept}; encoding and header are found out. You see a preview before anything is written.',
  },
  template: { zh: '下载空白模板', en: 'Empty file to fill in' },
  sending: { zh: '正在上传 {name}：{sent} / {total}', en: 'Sending {name}: {sent} of {total}' },
  reading: { zh: '已收到 {name}，正在核对…', en: '{name} has arrived and is being checked…' },
  drop: { zh: '也可以把文件拖到这里', en: 'Or drop the file here' },
};

/** Takes one file, by dialog or drop, and tells how far the sending is. */
export function ChooseFile({ adapter, onPreview }: ChooseProps) {
  const say = useSay();
  const id = useId();
  const [sending, setSending] = useState<Sending>();
  const [problem, setProblem] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  const send = async (file: File | undefined) => {
    if (!file) return;
    stop.current = new AbortController();
    setProblem(undefined);
    setSending({ file, sent: 0 });
    try {
      const progress = (sent: number) => setSending({ file, sent });
      onPreview(await adapter.upload(file, { progress, signal: stop.current.signal }));
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setProblem(error);
    }
    setSending(undefined);
  };
  return (
    <section className="sheet stack">
      {problem !== undefined && <ProblemNote problem={problem} />}
      {sending ? (
        <SendingFile sending={sending} onStop={() => stop.current?.abort()} />
      ) : (
        <div
          className="field drop-place"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void send(event.dataTransfer.files[0]);
          }}
        >
          <label htmlFor={id}>{say(texts.file)}</label>
          <span id={`${id}-hint`} className="hint">
            {say(texts.hint, { accept: adapter.accept.replaceAll(',', ' ') })}
          </span>
          <FileInput
            id={id}

            accept={adapter.accept}
            aria-describedby={`${id}-hint`}
            onChange={(event) => void send(event.target.files?.[0])}
          />
          <span className="hint">{say(texts.drop)}</span>
        </div>
      )}
      {adapter.template && !sending && (
        <p className="row">
          {say(texts.template)}
          <a href={adapter.template('xlsx')}>.xlsx</a>
          <a href={adapter.template('csv')}>.csv</a>
        </p>
      )}
    </section>
  );
}

function SendingFile({
  sending: { file, sent },
  onStop,
}: {
  readonly sending: Sending;
  readonly onStop: () => void;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const whole = sent >= file.size;
  const told = { name: file.name, sent: bytes(sent, language), total: bytes(file.size, language) };
  return (
    <div className="stack tight">
      <p role="status">{say(whole ? texts.reading : texts.sending, told)}</p>
      <progress aria-label={file.name} max={file.size || 1} {...(whole ? {} : { value: sent })} />
      <div>
        <button type="button" className="button" onClick={onStop}>
          {say(words.cancel)}
        </button>
      </div>
    </div>
  );
}

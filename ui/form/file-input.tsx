import { useEffect, useRef, useState, type ComponentProps } from 'react';
import { useSay } from '../language/language.tsx';

const texts = {
  choose: { zh: '选择文件', en: 'Choose a file' },
  none: { zh: '还没有选择', en: 'none chosen yet' },
};

const namesOf = (input: HTMLInputElement): string =>
  [...(input.files ?? [])].map(({ name }) => name).join(', ');

/** A file to choose, in the language of the page: the browser's own button speaks the browser's. The label is the caller's. */
export function FileInput({
  onChange,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'className' | 'ref'>) {
  const say = useSay();
  const input = useRef<HTMLInputElement>(null);
  const [names, setNames] = useState('');
  useEffect(() => {
    const form = input.current?.form;
    const empty = () => setNames('');
    form?.addEventListener('reset', empty);
    return () => form?.removeEventListener('reset', empty);
  }, []);
  return (
    <span className="file-input">
      <input
        {...rest}
        ref={input}
        type="file"
        onChange={(event) => {
          const field = event.currentTarget;
          onChange?.(event);
          // Whoever takes the file at once empties the field for the next one.
          setNames(namesOf(field));
        }}
      />
      <span className="button" aria-hidden="true">
        {say(texts.choose)}
      </span>
      <span className="quiet" aria-hidden="true">
        {names || say(texts.none)}
      </span>
    </span>
  );
}

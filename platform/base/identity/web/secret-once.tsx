import { useSay } from '#ui';
import type { ClientSecret } from '../contract.ts';
import { texts } from './words.ts';

/** An id and a secret that are shown this once. */
export function SecretOnce({ made }: { readonly made: ClientSecret }) {
  const say = useSay();
  return (
    <div className="notice stack tight" role="status">
      {made.secret !== '' && <p className="strong">{say(texts.secretOnce)}</p>}
      <p>
        {say(texts.clientId)} <code>{made.id}</code>
      </p>
      {made.secret !== '' && (
        <p>
          {say(texts.secret)} <code>{made.secret}</code>
        </p>
      )}
    </div>
  );
}

import type { Handlers } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { membersOf } from '../store.ts';
import type { regroupOperations } from './contract.ts';
import { decide, propose } from './decide.ts';
import { rowRef } from './row-ref.ts';
import { showFacing, showIds } from './show.ts';
import { texts } from './texts.ts';

export const regroupHandlers: Handlers<typeof regroupOperations> = {
  personIds: ({ params }, context) => showIds(context, params.key),
  personsFacing: ({ params, query }, context) => showFacing(context, params.key, query),
  async proposeMerge({ params: { key: person }, body }, context) {
    const { id, state } = await propose(context, { ...body, kind: 'merge', person, moves: [] });
    return { id, state };
  },
  async proposeSplit({ params: { key: person }, body }, context) {
    const rows = new Map(
      (await membersOf(context.db, person)).map(({ dataset, row_key: key }) => [
        rowRef(dataset, key),
        { dataset, key },
      ]),
    );
    const moves = body.moves.map(({ ref, to }) => {
      const row = rows.get(ref);
      if (!row) throw new Problem(422, 'registers.row-elsewhere', texts.rowElsewhere);
      return { ...row, to };
    });
    const { id, state } = await propose(context, { ...body, kind: 'split', person, moves });
    return { id, state };
  },
  decidePersons: ({ params, body }, context) => decide(context, params.id, body),
};

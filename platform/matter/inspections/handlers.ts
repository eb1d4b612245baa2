import type { Handlers } from '#kernel/module';
import { notFound } from '#kernel/problem';
import { openAttachment } from '#platform/base/documents';
import { conclude, recheck } from './concluding.ts';
import type { operations } from './contract.ts';
import { openDraw, seal, showDraw } from './drawing.ts';
import { findDraw, listDraws } from './plan-store.ts';
import { Plan } from './records.ts';
import { replaceGone } from './replacing.ts';
import { texts } from './texts.ts';
import { checklistOf, getReadable, reckonVisit, sync, takePhoto } from './visiting.ts';
import { editsOf, photosOf, visitsOf } from './visit-store.ts';

export const handlers: Handlers<typeof operations> = {
  draws: async (_input, context) => ({ items: (await listDraws(context.db)).map(showDraw) }),
  oneDraw: async ({ params }, context) => {
    const found = await findDraw(context.db, params.code);
    if (!found) throw notFound(Plan.title, params.code);
    return showDraw(found);
  },
  seal: ({ params }, context) => seal(context, params.code),
  draw: ({ params, body }, context) => openDraw(context, params.code, body.word),
  redraw: ({ params, body }, context) => replaceGone(context, params.id, body.reason),
  mine: async (_input, context) => {
    const visits = await visitsOf(context.db, context.actor.id);
    return {
      items: await Promise.all(
        visits.map(async (visit) => {
          const { id, plan, planTitle, object, objectName, state, simulated } = visit;
          const checklist = await checklistOf(context.db, visit);
          return { id, plan, planTitle, object, objectName, state, checklist, simulated };
        }),
      ),
    };
  },
  sync: async ({ params, body }, context) => {
    const { edits, taken, refused, ...place } = await sync(context, params.id, body);
    return {
      ...place,
      edits: edits.map((each) => ({ ...each, over: [...each.over] })),
      taken: [...taken],
      refused: [...refused],
    };
  },
  photo: async ({ params, query, upload }, context) => {
    await takePhoto(context, params.id, query, upload);
    return { done: true };
  },
  photoFile: async ({ params }, context) => {
    const visit = await getReadable(context, params.id);
    const attachment = (await photosOf(context.db, visit.id)).get(params.sha256);
    if (attachment === undefined) throw notFound(texts.photo, params.sha256);
    return openAttachment(context, attachment, { module: 'inspections', record: 'visit', key: visit.id });
  },
  sheet: async ({ params }, context) => {
    const visit = await getReadable(context, params.id);
    const [checklist, edits, arrived, { photos }] = await Promise.all([
      checklistOf(context.db, visit),
      editsOf(context.db, visit.id),
      photosOf(context.db, visit.id),
      reckonVisit(context.db, visit),
    ]);
    return {
      checklist,
      edits: edits.map((each) => ({ ...each, over: [...each.over] })),
      photos: photos.map((photo) => ({ ...photo, arrived: arrived.has(photo.sha256) })),
    };
  },
  conclude: ({ params }, context) => conclude(context, params.id),
  recheck: ({ params, body }, context) => recheck(context, params.id, body.items),
};

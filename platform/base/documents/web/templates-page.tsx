import { useState } from 'react';
import { EmptyState, PageHead, ProblemNote, ScrollRegion, Skeleton, useCall, useMay, useSay } from '#ui';
import { operations, type Template } from '../contract.ts';
import { draftOf, emptyDraft, type Draft } from './draft.ts';
import { TemplateEditor } from './template-editor.tsx';
import { texts } from './words.ts';

const heads = ['name', 'state', 'version', 'source', 'edit'] as const;

function Row({ template, onEdit }: { readonly template: Template; readonly onEdit: (draft: Draft) => void }) {
  const say = useSay();
  const may = useMay();
  const own = template.source === 'console';
  return (
    <tr>
      <td>
        {say(template.title)}
        <div className="small quiet mono">{template.code}</div>
      </td>
      <td>{say(texts[template.state])}</td>
      <td>{template.version}</td>
      <td className="mono">{template.source}</td>
      <td>
        {may('documents:templates') && (
          <button type="button" className="button small" onClick={() => onEdit(draftOf(template, !own))}>
            {say(own ? texts.edit : texts.copy)}
            <span className="visually-hidden"> {say(template.title)}</span>
          </button>
        )}
      </td>
    </tr>
  );
}

/** The forms of papers that the city has, and where new ones are made. */
export function TemplatesPage() {
  const say = useSay();
  const may = useMay();
  const [draft, setDraft] = useState<Draft>();
  const templates = useCall('documents', operations.templates, {});
  const items = templates.data?.items ?? [];
  return (
    <div className="stack">
      <PageHead
        title={say(texts.templates)}
        lead={say(texts.templatesLead)}
        actions={
          may('documents:templates') && (
            <button type="button" className="button primary" onClick={() => setDraft({ ...emptyDraft })}>
              {say(texts.newTemplate)}
            </button>
          )
        }
      />
      {templates.isError && (
        <ProblemNote problem={templates.error} onRetry={() => void templates.refetch()} />
      )}
      {templates.isPending && <Skeleton lines={4} />}
      {templates.data && items.length === 0 && (
        <EmptyState title={say(texts.noTemplates)} hint={say(texts.noTemplatesHint)} />
      )}
      {items.length > 0 && (
        <ScrollRegion label={say(texts.templates)}>
          <table className="data-table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {say(texts[head])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((template) => (
                <Row key={`${template.code} ${template.version}`} template={template} onEdit={setDraft} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {draft && <TemplateEditor key={`${draft.code} ${draft.title.zh}`} begin={draft} />}
    </div>
  );
}

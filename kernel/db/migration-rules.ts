import { Problem } from '../problem.ts';
import { outlineStatements } from './sql-statements.ts';

/** Whose SQL is judged, and which schemas belong to others. */
export interface Borders {
  readonly module: string;
  readonly schema: string;
  readonly foreign: ReadonlySet<string>;
  readonly file: string;
}

const qualifiedName = /\b([a-z_]\w*)\s*\.\s*([a-z_]\w*)/;
const everyQualifiedName = new RegExp(qualifiedName, 'g');
const published = /_v\d+$/;

/** What a kind of statement changes: the schemas it writes to. */
function writtenSchemas(statement: string): string[] {
  const schemaStatement = /^(?:create|alter|drop) schema (?:if (?:not )?exists )?([a-z_]\w*)/.exec(statement);
  if (schemaStatement) return [schemaStatement[1] ?? ''];
  if (/^(drop|truncate)\b/.test(statement)) {
    return [...statement.matchAll(everyQualifiedName)].map((match) => match[1] ?? '');
  }
  const moved = /\bset schema ([a-z_]\w*)/.exec(statement)?.[1];
  const changes = /^(create|alter|comment|insert|update|delete|merge|grant|revoke|with)\b/.test(statement);
  const target = changes && !statement.startsWith('with') ? qualifiedName.exec(statement)?.[1] : undefined;
  const written = [
    ...statement.matchAll(/\b(?:insert into|update|delete from|merge into) (?:only )?([a-z_]\w*)\s*\./g),
  ];
  return [target, moved, ...written.map((match) => match[1])].filter((name) => name !== undefined);
}

/** Tables of others that a statement leans on: by foreign key, or by reading what is not published. */
function readNames(statement: string): { schema: string; name: string; key: boolean }[] {
  const found = statement.matchAll(
    /\b(references|from|join) (?:only |lateral )?([a-z_]\w*)\s*\.\s*([a-z_]\w*)(\s*\()?/g,
  );
  return [...found]
    .filter((match) => match[4] === undefined || match[1] === 'references')
    .map((match) => ({ schema: match[2] ?? '', name: match[3] ?? '', key: match[1] === 'references' }));
}

function refuse(borders: Borders, reason: { zh: string; en: string }): Problem {
  return new Problem(500, 'store.migration-refused', {
    zh: `模块 ${borders.module} 的 ${borders.file} 被拒绝：${reason.zh}`,
    en: `${borders.file} of module ${borders.module} is refused: ${reason.en}`,
  });
}

/** A module changes its own schema only, keys into nobody's tables and reads others' published views only. */
export function requireOwnSchema(sql: string, borders: Borders): void {
  for (const statement of outlineStatements(sql)) {
    if (/^(begin|commit|rollback|start transaction|end)\b/.test(statement)) {
      throw refuse(borders, {
        zh: '每个文件本身就是一个事务，不得自行开始或结束事务。',
        en: 'each file is one transaction already and may not begin or end its own.',
      });
    }
    const written = writtenSchemas(statement).find((schema) => borders.foreign.has(schema));
    if (written) {
      throw refuse(borders, {
        zh: `只能修改本模块的模式 ${borders.schema}，不得修改 ${written}。`,
        en: `it may change its own schema ${borders.schema} only, not ${written}.`,
      });
    }
    const leaning = readNames(statement).find(
      (read) => borders.foreign.has(read.schema) && (read.key || !published.test(read.name)),
    );
    if (leaning) {
      throw refuse(borders, {
        zh: `不得引用 ${leaning.schema}.${leaning.name}：其他模块只能通过其发布的视图（以 _v1 等结尾）读取，且不能建外键。`,
        en: `${leaning.schema}.${leaning.name} is not open to it: of other modules only published views (ending in _v1 …) may be read, and no foreign key may point there.`,
      });
    }
  }
}

/**
 * The views that a `views.sql` publishes, checked for name and schema.
 * @returns names without the schema, in the order of the file
 */
export function publishedViews(sql: string, borders: Borders): string[] {
  requireOwnSchema(sql, borders);
  return outlineStatements(sql)
    .filter((statement) => !/^(comment|grant)\b/.test(statement))
    .map((statement) => {
      const match = /^create (?:or replace )?view ([a-z_]\w*)\.([a-z_]\w*) /.exec(statement);
      const name = match?.[2] ?? '';
      if (match?.[1] === borders.schema && published.test(name)) return name;
      throw refuse(borders, {
        zh: `这里只能有名为 ${borders.schema}.<名称>_v1 的 CREATE VIEW：${statement.slice(0, 60)}`,
        en: `only CREATE VIEW named ${borders.schema}.<name>_v1 belongs here: ${statement.slice(0, 60)}`,
      });
    });
}

import path from 'node:path';
import { purityProblem, webProblem } from './browser.ts';
import { boundaryProblem, type Import } from './doors.ts';
import { sqlProblem } from './sql.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A source named by an import, an export from, or an `import()`, in the shape that ESTree gives it. */
interface Statement {
  readonly source: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly Specifier[];
}
interface Specifier {
  readonly type: string;
  readonly importKind?: string;
  readonly imported?: { readonly name?: string };
}
interface Member {
  readonly object: { readonly type: string; readonly name?: string };
  readonly property: { readonly name?: string; readonly value?: unknown };
}
interface RuleContext {
  readonly filename: string;
  report(found: { node: Statement | Member; message: string }): void;
}

type Check = (wanted: Import, names: readonly string[]) => string | undefined;

/** A rule that looks at each import of a file. */
function importRule(check: Check) {
  return {
    create(context: RuleContext) {
      const file = fileOf(context);
      const look = (node: Statement) => {
        if (typeof node.source?.value !== 'string') return;
        const wanted = { file, specifier: node.source.value, typeOnly: isTypeOnly(node) };
        const message = check(wanted, namesOf(node));
        if (message) context.report({ node, message });
      };
      return {
        ImportDeclaration: look,
        ExportNamedDeclaration: look,
        ExportAllDeclaration: look,
        ImportExpression: look,
      };
    },
  };
}

/** One place reads the environment, so that one page can say what may be set. */
const environment = {
  create(context: RuleContext) {
    if (/^(kernel\/config\.ts|(apps|scripts|bench|tests)\/.*|vitest\.config\.ts)$/.test(fileOf(context)))
      return {};
    return {
      MemberExpression(node: Member) {
        const { object, property } = node;
        if (object.type !== 'Identifier' || object.name !== 'process') return;
        if ((property.name ?? property.value) !== 'env') return;
        context.report({ node, message: 'The environment is read in kernel/config.ts only.' });
      },
    };
  },
};

/** The path from the root. A fixture of the linter's own test counts as the file whose place it takes. */
function fileOf({ filename }: RuleContext): string {
  return path
    .relative(root, filename)
    .split(path.sep)
    .join('/')
    .replace(/^.*\.lint-fixtures-[^/]*\//, '');
}

function isTypeOnly({ importKind, exportKind, specifiers = [] }: Statement): boolean {
  if (importKind === 'type' || exportKind === 'type') return true;
  return specifiers.length > 0 && specifiers.every((each) => each.importKind === 'type');
}

function namesOf({ specifiers = [] }: Statement): string[] {
  return specifiers.map((each) =>
    each.type === 'ImportNamespaceSpecifier' ? '*' : (each.imported?.name ?? ''),
  );
}

/** The plan of the house as rules of the linter. */
const plugin = {
  meta: { name: 'house' },
  rules: {
    doors: importRule(boundaryProblem),
    web: importRule(webProblem),
    pure: importRule(purityProblem),
    sql: importRule(sqlProblem),
    environment,
  },
};
export default plugin;

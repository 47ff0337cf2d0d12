// The imports of `src/`, those of types included, and what can be told of them: rooms, circles, exported names.
// For `npm run tree` and the test of the architecture.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'src');

/** `import … from '…'`, `export … from '…'` and `import '…'`: they begin a line. */
const STATEMENT = /^(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*'([^']+)'/gm;
/** Loaded when it is needed, or the type of such a module. */
const CALL = /\bimport\(\s*'([^']+)'\s*\)/g;
const DECLARATION =
  /^export (?:default )?(?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|const|let|interface|type|enum) (\w+)/gm;
/** What is there when the program runs. */
const VALUE = /^export (?:abstract )?(?:async )?(?:function\*?|class|const|let) (\w+)/gm;
const LIST = /^export (?:type )?\{([^}]*)\}/gm;

/**
 * Every file of `src/`, in the order of their names.
 *
 * @returns {{ file: string, lines: number, imports: string[], packages: string[], exports: string[], values: string[] }[]}
 *   `file` and `imports` relative to `src/`, with slashes; `packages` as written (`node:fs`, `yaml`); of the `exports`
 *   those that are no types are `values`.
 */
export function sourceFiles() {
  return readdirSync(sources, { recursive: true })
    .map((each) => String(each).replaceAll('\\', '/'))
    .filter((each) => each.endsWith('.ts'))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(sources, file), 'utf8');
      const named = [...text.matchAll(STATEMENT), ...text.matchAll(CALL)].map(([, from]) => from);
      const isOwn = (from) => from.startsWith('.');
      return {
        file,
        lines: text.split('\n').length - 1,
        imports: [...new Set(named.filter(isOwn).map((from) => target(file, from)))],
        packages: [...new Set(named.filter((from) => !isOwn(from)))],
        exports: exportsIn(text),
        values: [...text.matchAll(VALUE)].map(([, name]) => name),
      };
    });
}

function target(file, from) {
  return path.posix.join(path.posix.dirname(file), from).replace(/\.js$/, '.ts');
}

function exportsIn(text) {
  const declared = [...text.matchAll(DECLARATION)].map(([, name]) => name);
  const listed = [...text.matchAll(LIST)].flatMap(([, names]) =>
    names
      .split(',')
      .map((each) => each.trim().replace(/^type /, ''))
      .filter(Boolean)
      .map((each) => each.split(/\s+as\s+/).at(-1)),
  );
  return [...new Set([...declared, ...listed])];
}

/**
 * The room that a file stands in: the folder under `src/`; a file beside the folders is its own.
 *
 * @param {string} file
 */
export function roomOf(file) {
  return file.split('/', 1)[0];
}

/**
 * Groups that import each other in a circle, each sorted.
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports what each imports
 * @returns {string[][]}
 */
export function circles(imports) {
  // Tarjan: a node that reaches one which is still open belongs to that one's group.
  const order = new Map();
  const low = new Map();
  const open = [];
  const found = [];
  const visit = (node) => {
    order.set(node, order.size);
    low.set(node, order.get(node));
    open.push(node);
    for (const next of imports.get(node) ?? []) {
      if (!order.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node), low.get(next)));
      } else if (open.includes(next)) low.set(node, Math.min(low.get(node), order.get(next)));
    }
    if (low.get(node) !== order.get(node)) return;
    const group = open.splice(open.indexOf(node));
    if (group.length > 1 || (imports.get(node) ?? []).includes(node)) found.push(group.sort());
  };
  for (const node of imports.keys()) if (!order.has(node)) visit(node);
  return found;
}

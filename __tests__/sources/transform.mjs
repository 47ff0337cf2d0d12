/**
 * What a test imports as a file of the sources: its exports, out of the one script that holds them all (bundle.mjs).
 * Jest keeps what this gives by the text of the file, which is all that it hangs on.
 */
import path from 'node:path';
import { parseSync } from '@swc/core';
import { nameOf } from './bundle.mjs';

const LOAD = path.join(import.meta.dirname, 'load.js');

/** The names that a statement exports; a type is none. */
function exportsOf(statement) {
  if (statement.type === 'ExportNamedDeclaration')
    return statement.typeOnly
      ? []
      : statement.specifiers
          .filter(({ isTypeOnly }) => !isTypeOnly)
          .map(({ orig, exported }) => (exported ?? orig).value);
  if (statement.type !== 'ExportDeclaration') return [];
  const { declaration } = statement;
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map(({ id }) => id.value);
  return /^(?:Function|Class)Declaration$/.test(declaration.type) ? [declaration.identifier.value] : [];
}

export default {
  process(text, file) {
    const { body } = parseSync(text, { syntax: 'typescript', target: 'es2023' });
    const names = body.flatMap(exportsOf);
    const from = path.relative(path.dirname(file), LOAD).split(path.sep).join('/');
    const code = [
      `import { load } from ${JSON.stringify(from)};`,
      `export const { ${names.join(', ')} } = load(${JSON.stringify(nameOf(file))});`,
    ];
    return { code: code.join('\n') };
  },
};

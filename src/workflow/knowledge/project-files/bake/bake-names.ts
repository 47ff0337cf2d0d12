/** The names that bake files give to values: their variables, and what they set outside of all blocks. */
import { attributeOf, type HclFile } from './hcl.js';

export interface DeclaredName {
  /** As it is written. */
  expression: string;
  /** Only a variable has the environment's value where that has one (docker/buildx, hclparser.go: resolveValue). */
  isVariable: boolean;
}

/** What a later file says counts, and before the default of a variable what is set (hclparser.go: the attributes go first). */
export function declaredNames(files: readonly HclFile[]): Map<string, DeclaredName> {
  const declared = new Map<string, DeclaredName>();
  for (const { kind, name, body } of files.flatMap(({ blocks }) => blocks)) {
    const expression = kind === 'variable' ? attributeOf(body, 'default') : null;
    if (expression !== null) declared.set(name, { expression, isVariable: true });
  }
  const variables = new Set(
    files.flatMap(({ blocks }) => blocks.flatMap(({ kind, name }) => (kind === 'variable' ? name : []))),
  );
  for (const { settings } of files)
    for (const [name, expression] of settings)
      declared.set(name, { expression, isVariable: variables.has(name) });
  return declared;
}

/** The variables that no file gives a value. */
export function variablesWithoutDefault(
  files: readonly HclFile[],
  declared: ReadonlyMap<string, DeclaredName>,
): Set<string> {
  const blocks = files.flatMap((file) => file.blocks);
  return new Set(
    blocks.flatMap(({ kind, name, body }) =>
      kind === 'variable' && !declared.has(name) && !/\bdefault\b/.test(body) ? name : [],
    ),
  );
}

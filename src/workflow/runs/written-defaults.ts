/** Variables and inputs for which a workflow has a default of its own: `${{ vars.REGISTRY || 'ghcr.io' }}`. */

const USE =
  /\b(vars|inputs)\s*(?:\.\s*([A-Za-z_][\w-]*)|\[\s*'([^']+)'\s*\])(\s*(?:\|\|(?!\s*(?:secrets\b|github\s*\.\s*token\b))|&&|[=!]=))?/g;

/**
 * Those that may well be empty: each time that one is used, something else is written for that, or asked. Who uses one as it is
 * has set it, and a token that is there for one that is missing is no default of anything. What only chooses a machine decides of no push.
 *
 * @returns their names in capitals
 */
export function namesWithDefault(context: 'vars' | 'inputs', source: string): string[] {
  if (!source.includes(context) || !source.includes('||')) return [];
  const uses = [...source.replace(RUNS_ON, '').matchAll(USE)]
    .filter(([, of]) => of === context)
    .map(([, , name, quoted = '', behind = '']) => ({
      name: (name ?? quoted).toUpperCase(),
      behind: behind.trim(),
    }));
  const asIs = new Set(uses.filter(({ behind }) => behind === '').map(({ name }) => name));
  const withDefault = uses.filter(({ name, behind }) => behind === '||' && !asIs.has(name));
  return [...new Set(withDefault.map(({ name }) => name))];
}

const RUNS_ON = /^[ \t]*runs-on:.*$/gm;

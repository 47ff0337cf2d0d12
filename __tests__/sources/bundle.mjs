/**
 * All sources in one script, for the tests. Jest reads, compiles and links each module anew for each test file: some
 * hundreds of them took more of the processor than what was asked of them. A script is compiled once in each of jest's
 * processes; what a test file takes of it runs anew, in the order in which it is imported, as modules do.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const SOURCES = path.join(root, 'src');

/** How the script and the tests call a file of the sources: its path under `src/`, with slashes. */
export const nameOf = (file) => path.relative(SOURCES, file).split(path.sep).join('/');

const isSource = (file) => file.startsWith(SOURCES + path.sep);

/** What a chunk of `dist/` would be is asked for by its name when it is wanted, so that a test can have it lost (load.ts). */
const byName = ({ path: asked, resolveDir, kind }) => {
  const file = path.join(resolveDir, asked.replace(/\.js$/, '.ts'));
  return kind === 'dynamic-import' && isSource(file) ? { path: nameOf(file), external: true } : undefined;
};

/** A module that asks where it lies lies where its source does. */
const inPlace = ({ path: file }) => {
  const text = readFileSync(file, 'utf8');
  if (!text.includes('import.meta.url')) return undefined;
  const url = JSON.stringify(pathToFileURL(file).href);
  return { contents: text.replaceAll('import.meta.url', url), loader: 'ts' };
};

/** A process holds its secrets to its end, and this one goes on with the next test file, whose words they would blank. */
const SECRETS = 'export const heldSecrets = new Secrets();';
const forgetful = ({ path: file }) => {
  const text = readFileSync(file, 'utf8');
  if (!text.includes(SECRETS))
    throw new Error(`${file} holds its secrets in another way: see ${import.meta.url}`);
  const held = SECRETS.replace('const', 'let');
  const forget = 'export const forgetSecrets = () => { heldSecrets = new Secrets(); };';
  return { contents: text.replace(SECRETS, `${held} ${forget}`), loader: 'ts' };
};

const asTested = {
  name: 'as tested',
  setup(bundle) {
    bundle.onResolve({ filter: /^\.\.?\// }, byName);
    bundle.onLoad({ filter: /[\\/]evidence[\\/]secrets[\\/]secrets\.ts$/ }, forgetful);
    bundle.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, inPlace);
  },
};

/**
 * Writes the script and its source map. Its value is a function that wants `require`, for what the script has not
 * itself, and gives another: name of a file of the sources → what it exports.
 */
export async function bundleSources(outfile) {
  const names = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.ts'))
    .map((entry) => nameOf(path.join(entry.parentPath, entry.name)));
  const rows = names.map((name) => `${JSON.stringify(name)}: () => require(${JSON.stringify(`./${name}`)}),`);
  await build({
    stdin: {
      contents: `const modules = {\n${rows.join('\n')}\n};\nmodule.exports = (name) => modules[name]();\n`,
      resolveDir: SOURCES,
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // All `import()` become calls of `require`: a script has none of its own.
    supported: { 'dynamic-import': false },
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: '(require) => { const module = {};' },
    footer: { js: 'return module.exports; }' },
    logLevel: 'warning',
    plugins: [asTested],
  });
}

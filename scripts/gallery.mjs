// Writes docs/gallery.md and its pictures: what each face shows, from real outputs.
//   --check           compares the texts and writes nothing; needs no browser. Exits 1 when the page is stale.
//   --look FOLDER     every face in both languages, narrow and wide, light and dark, to look at
//   --only NAME       of these alone
//   --mermaid FILE    mermaid.min.js of the npm package `mermaid`, which draws its pictures; else they stay code
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { FACES } from './gallery/faces.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = path.join(root, 'docs/gallery.md');
const WIDTH = 830;

const { values } = parseArgs({
  options: {
    check: { type: 'boolean' },
    look: { type: 'string' },
    only: { type: 'string', multiple: true },
    mermaid: { type: 'string' },
  },
});
const mermaid = values.mermaid ? pathToFileURL(path.resolve(values.mermaid)).href : null;

const tsc = path.join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');
// It emits in spite of type errors, which are another check's business.
spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json')]);

const faces = FACES.filter(({ name }) => !values.only || values.only.includes(name));
if (values.look) await look(values.look);
else await gallery();

async function gallery() {
  const shown = [];
  for (const face of faces.filter(({ shown }) => shown))
    shown.push({ ...face, said: steady(await face.text(face.shown.language)) });
  const text = pageText(shown);
  if (values.check) {
    if (read() === text) return;
    console.error('docs/gallery.md is stale: run npm run gallery');
    process.exitCode = 1;
    return;
  }
  const [{ page }, { MOST, picture }] = await Promise.all([
    import('./gallery/page.mjs'),
    import('./gallery/browser.mjs'),
  ]);
  mkdirSync(path.join(root, 'docs/gallery'), { recursive: true });
  for (const { name, kind, said } of shown) {
    const target = path.join(root, 'docs/gallery', `${name}.webp`);
    picture(page(kind, said, { theme: 'light', mermaid }), target, WIDTH);
    const { size } = statSync(target);
    if (size > MOST) console.error(`docs/gallery/${name}.webp has ${size} bytes, more than ${MOST}`);
  }
  if (!values.only) writeFileSync(file, text);
  console.log(`${shown.length} pictures`);
}

/** What is another one in every run. */
function steady(text) {
  return text.replace(/(X-GitHub-Request-Id: )[0-9A-F:]+/g, '$1ABCD:12EF34:567890:ABCDEF:12345678');
}

function read() {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function pageText(shown) {
  return `${[
    '# Gallery',
    'What each face shows, from real outputs. `npm run gallery` writes this page; under each picture stands the text that it was made from.',
    ...shown.map(({ name, kind, shown: { title, words }, said }) => {
      const text = stripVTControlCharacters(said).trimEnd();
      const mark = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)));
      return [
        `## ${title}`,
        words,
        `![${title.replaceAll('`', '')}](gallery/${name}.webp)`,
        `<details>\n<summary>As text</summary>\n\n${mark}${kind === 'markdown' ? 'markdown' : 'text'}\n${text}\n${mark}\n\n</details>`,
      ].join('\n\n');
    }),
  ].join('\n\n')}\n`;
}

async function look(folder) {
  const [{ page }, { picture }] = await Promise.all([
    import('./gallery/page.mjs'),
    import('./gallery/browser.mjs'),
  ]);
  mkdirSync(folder, { recursive: true });
  for (const { name, kind, text } of faces) {
    for (const language of ['en', 'zh-CN']) {
      const said = await text(language);
      writeFileSync(path.join(folder, `${name}-${language}.txt`), said);
      for (const [width, theme] of [
        [400, 'light'],
        [400, 'dark'],
        [1280, 'light'],
        [1280, 'dark'],
      ]) {
        const target = path.join(folder, `${name}-${language}-${width}-${theme}.png`);
        picture(page(kind, said, { theme, mermaid }), target, width);
      }
    }
  }
}

// Writes the gallery in every language, and its pictures: what each face shows, from real outputs.
//   --check           compares the texts and writes nothing; needs no browser. Exits 1 when a page is stale.
//   --look FOLDER     every face in both languages, narrow and wide, light and dark, to look at
//   --only NAME       of these alone
//   --mermaid FILE    mermaid.min.js of the npm package `mermaid`, which draws its pictures; else those stay as they are, and
//                     code with --look
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { compile } from './compile.mjs';
import { BUILD, FACES } from './gallery/faces.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const WIDTH = 830;
/** The languages with their pages; pictures stand once, beside the English one. */
const PAGES = {
  en: {
    file: 'docs/gallery.md',
    pictures: 'gallery',
    suffix: '',
    title: 'Gallery',
    intro:
      'What each face shows, from real outputs. `npm run gallery` writes this page; under each picture stands the text that it was made from.',
    asText: 'As text',
  },
  'zh-CN': {
    file: 'docs/zh-CN/gallery.md',
    pictures: '../gallery',
    suffix: '-zh',
    title: '图库',
    intro: '各个界面的样子，取自真实输出。本页由 `npm run gallery` 生成；每张图片下方是生成它的文本。',
    asText: '文本',
  },
};

const { values } = options();
const mermaid = values.mermaid ? pathToFileURL(path.resolve(values.mermaid)).href : null;

compile(BUILD);
const faces = FACES.filter(({ name }) => !values.only || values.only.includes(name));
if (values.look) await look(values.look);
else await gallery();

function options() {
  try {
    return parseArgs({
      options: {
        check: { type: 'boolean' },
        look: { type: 'string' },
        only: { type: 'string', multiple: true },
        mermaid: { type: 'string' },
      },
    });
  } catch {
    // Also for --help: the lines at the head of this file say what there is.
    const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n');
    console.error(
      lines
        .filter((line) => /^\/\/( {3}|$)/.test(line))
        .join('\n')
        .replaceAll(/^\/\/ {3}/gm, ''),
    );
    process.exit(2);
  }
}

async function gallery() {
  const pages = Object.entries(PAGES);
  const shown = await Promise.all(
    pages.map(([language, about]) => facesIn(language).then((all) => ({ ...about, all }))),
  );
  if (values.check) {
    for (const each of shown.filter((one) => read(one.file) !== pageText(one))) {
      console.error(`${each.file} is stale: run npm run gallery`);
      process.exitCode = 1;
    }
    return;
  }
  const [{ page }, { MOST, picture }] = await Promise.all([
    import('./gallery/page.mjs'),
    import('./gallery/browser.mjs'),
  ]);
  mkdirSync(path.join(root, 'docs/gallery'), { recursive: true });
  for (const each of shown) {
    for (const { kind, said, picture: name } of each.all) {
      if (mermaid === null && said.includes('```mermaid')) {
        console.error(`docs/gallery/${name} stays as it is: its picture is drawn with --mermaid FILE`);
        continue;
      }
      const target = path.join(root, 'docs/gallery', name);
      picture(page(kind, said, { theme: 'light', mermaid }), target, WIDTH);
      const { size } = statSync(target);
      if (size > MOST) console.error(`docs/gallery/${name} has ${size} bytes, more than ${MOST}`);
    }
    if (!values.only) writeFileSync(path.join(root, each.file), pageText(each));
  }
  console.log(`${shown.flatMap(({ all }) => all).length} pictures`);
}

/** Each face as it speaks a language, one after the other: there are not enough processors for all at once. */
async function facesIn(language) {
  const all = [];
  for (const { name, kind, text, shown } of faces.filter(({ shown }) => shown)) {
    const [title, words] = shown[language];
    const said = steady(await text(language));
    all.push({ kind, title, words, said, picture: `${name}${PAGES[language].suffix}.webp` });
  }
  return all;
}

/** What is another one in every run. */
function steady(text) {
  return text.replace(/(X-GitHub-Request-Id: )[0-9A-F:]+/g, '$1ABCD:12EF34:567890:ABCDEF:12345678');
}

function read(file) {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return null;
  }
}

function pageText({ title, intro, asText, pictures, all }) {
  return `${[
    `# ${title}`,
    intro,
    ...all.map(({ kind, title: heading, words, said, picture }) => {
      const text = stripVTControlCharacters(said).trimEnd();
      const mark = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)));
      return [
        `## ${heading}`,
        words,
        `![${heading.replaceAll('`', '')}](${pictures}/${picture})`,
        `<details>\n<summary>${asText}</summary>\n\n${mark}${kind === 'markdown' ? 'markdown' : 'text'}\n${text}\n${mark}\n\n</details>`,
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

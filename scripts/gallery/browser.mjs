// Pictures of pages, by a headless Chromium.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const chromium = process.env.CHROMIUM || 'chromium';

/** Of WebP, the best first: a large picture takes the first that is small enough. */
const QUALITIES = [0.55, 0.4, 0.25, 0.1];
/** Bytes. */
export const MOST = 60_000;

/** Writes the whole page, so many pixels wide, to a file: PNG, or WebP where its name ends so. */
export function picture(html, file, width) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-page-'));
  try {
    const source = path.join(folder, 'page.html');
    const open = (text, ...args) => {
      writeFileSync(source, text);
      return execFileSync(
        chromium,
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          '--hide-scrollbars',
          '--virtual-time-budget=4000',
          `--user-data-dir=${folder}/profile`,
          ...args,
          pathToFileURL(source).href,
        ],
        { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64_000_000 },
      );
    };
    // How high it is only the browser knows, once all is drawn; and a window has a least width, which a picture has not.
    const page = html.replace(
      '</body>',
      `<style>body { width: ${width}px }</style><script>setTimeout(() => { document.title = \`height:\${document.body.offsetHeight}\` }, 1500)</script></body>`,
    );
    const dom = open(page, `--window-size=${width},400`, '--dump-dom');
    const height = Number(/<title>height:(\d+)<\/title>/.exec(dom)?.[1] ?? 1200);
    const png = path.join(folder, 'page.png');
    open(page, `--window-size=${width},${height}`, `--screenshot=${png}`);
    if (file.endsWith('.webp')) writeFileSync(file, asWebp(readFileSync(png), open));
    else copyFileSync(png, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The browser is an encoder too. */
function asWebp(png, open) {
  const dom = open(
    `<img src="data:image/png;base64,${png.toString('base64')}"><script>
      const [img] = document.images;
      addEventListener('load', () => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [img.naturalWidth, img.naturalHeight];
        canvas.getContext('2d').drawImage(img, 0, 0);
        const made = ${JSON.stringify(QUALITIES)}.map((quality) => canvas.toDataURL('image/webp', quality));
        document.title = made.find(({ length }) => length * 3 / 4 < ${MOST}) ?? made.at(-1);
      });
    </script>`,
    '--dump-dom',
  );
  const data = /<title>data:image\/webp;base64,([^<]+)<\/title>/.exec(dom)?.[1];
  if (!data) throw new Error('the browser made no WebP');
  return Buffer.from(data, 'base64');
}

// Pictures of pages, by a headless Chromium.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const chromium = process.env.CHROMIUM || 'chromium';

/** Writes the whole page, so many pixels wide, to a file whose ending says its format (png, webp). */
export function picture(html, file, width) {
  const folder = mkdtempSync(path.join(tmpdir(), 'ghcr-preflight-page-'));
  try {
    const source = path.join(folder, 'page.html');
    // How high it is only the browser knows, once all is drawn.
    const measure =
      '<script>setTimeout(() => { document.title = `height:${document.documentElement.scrollHeight}` }, 1500)</script>';
    writeFileSync(source, html.replace('</body>', `${measure}</body>`));
    const address = pathToFileURL(source).href;
    const common = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      `--user-data-dir=${folder}/profile`,
    ];
    const run = (...args) =>
      execFileSync(chromium, [...common, ...args, address], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const dom = run('--virtual-time-budget=4000', `--window-size=${width},400`, '--dump-dom');
    const height = Number(/<title>height:(\d+)<\/title>/.exec(dom)?.[1] ?? 1200);
    run(
      '--virtual-time-budget=4000',
      `--window-size=${width},${Math.max(100, height)}`,
      `--screenshot=${file}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

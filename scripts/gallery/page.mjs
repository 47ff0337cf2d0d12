// A text as a page: markdown about as GitHub shows it, a terminal with its colours.
import { marked } from 'marked';

const COLORS = {
  light: {
    page: '#ffffff',
    text: '#1f2328',
    muted: '#59636e',
    line: '#d1d9e0',
    soft: '#f6f8fa',
    link: '#0969da',
    plus: '#dafbe1',
    minus: '#ffebe9',
  },
  dark: {
    page: '#0d1117',
    text: '#f0f6fc',
    muted: '#9198a1',
    line: '#3d444d',
    soft: '#151b23',
    link: '#4493f8',
    plus: '#12261e',
    minus: '#25171c',
  },
};

const style = (c) => `
  * { box-sizing: border-box }
  body { margin: 0; padding: 20px; background: ${c.page}; color: ${c.text};
    font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", sans-serif; overflow-wrap: break-word }
  h2, h3, h4 { line-height: 1.25; margin: 24px 0 16px; font-weight: 600 }
  h2 { font-size: 24px; padding-bottom: 7px; border-bottom: 1px solid ${c.line} } h3 { font-size: 20px } h4 { font-size: 16px }
  body > :first-child { margin-top: 0 }
  p, ul, ol, pre, details { margin: 0 0 16px } ul, ol { padding-left: 2em }
  a { color: ${c.link} }
  code { font: 85%/1.45 "Noto Sans Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; background: ${c.line}66; padding: .2em .4em; border-radius: 6px; white-space: break-spaces }
  pre { padding: 16px; background: ${c.soft}; border-radius: 6px; overflow: auto } pre code { background: none; padding: 0; white-space: pre }
  .plus { background: ${c.plus} } .minus { background: ${c.minus} } .plus, .minus { display: inline-block; min-width: 100% }
  table { display: block; width: max-content; max-width: 100%; overflow: auto; border-collapse: collapse; margin: 0 0 16px }
  th, td { padding: 6px 13px; border: 1px solid ${c.line} } th { font-weight: 600 }
  summary { cursor: default } .mermaid { text-align: center }
  .terminal { margin: 0; font: 14px/1.4 "Noto Sans Mono", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; white-space: pre-wrap; background: none; padding: 0 }
`;

/**
 * @param {'markdown' | 'terminal'} kind
 * @param {{ theme: 'light' | 'dark', mermaid: string | null, open?: boolean }} options
 *   `mermaid`: the address of its script; null: pictures stay code
 */
export function page(kind, text, { theme, mermaid, open = false }) {
  const colors = COLORS[theme];
  const body =
    kind === 'terminal'
      ? `<pre class="terminal">${painted(text.trimEnd(), theme)}</pre>`
      : html(text, mermaid !== null);
  const script =
    mermaid === null || kind === 'terminal'
      ? ''
      : `<script src="${mermaid}"></script><script>mermaid.initialize({ startOnLoad: true, securityLevel: 'strict', theme: '${theme === 'dark' ? 'dark' : 'default'}' })</script>`;
  const shown = open ? body.replaceAll('<details>', '<details open>') : body;
  return `<!doctype html><html><head><meta charset="utf-8"><style>${style(colors)}</style></head><body>${shown}${script}</body></html>`;
}

/** Signs for which a machine without a font of emoji has no shape. */
const SIGNS = {
  '✅': ['#1a7f37', '✔'],
  '❌': ['#d1242f', '✖'],
  '⚠️': ['#bf8700', '⚠'],
  ℹ️: ['#0969da', 'ⓘ'],
  '➖': ['#59636e', '–'],
  '❔': ['#59636e', '?'],
  '⬜': ['#59636e', '☐'],
};

function html(text, draws) {
  const renderer = new marked.Renderer();
  const { code } = renderer;
  renderer.code = function (token) {
    if (token.lang === 'mermaid' && draws)
      return `<pre class="mermaid" style="background:none">${escaped(token.text)}</pre>`;
    if (token.lang !== 'diff') return code.call(this, token);
    const lines = token.text.split('\n').map((line) => {
      const kind = /^\+(?!\+\+)/.test(line) ? 'plus' : /^-(?!--)/.test(line) ? 'minus' : '';
      return kind ? `<span class="${kind}">${escaped(line)}</span>` : escaped(line);
    });
    return `<pre><code>${lines.join('\n')}</code></pre>`;
  };
  return marked
    .parse(text, { gfm: true, renderer, async: false })
    .replace(
      new RegExp(Object.keys(SIGNS).join('|'), 'g'),
      (sign) => `<span style="color:${SIGNS[sign][0]}">${SIGNS[sign][1]}</span>`,
    );
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const PAINTS = {
  light: { 34: '#0550ae', 31: '#cf222e', 32: '#1a7f37', 33: '#9a6700', 36: '#1b7c83' },
  dark: { 34: '#79c0ff', 31: '#ff7b72', 32: '#3fb950', 33: '#d29922', 36: '#39c5cf' },
};
const ENDS = { 22: ['1', '2'], 24: ['4'], 39: ['31', '32', '33', '34', '36'] };

/** The few colours and weights that the command line uses. */
function painted(text, theme) {
  const on = new Set();
  return text
    .split(/\u001b\[(\d+)m/)
    .map((part, index) => {
      if (index % 2 === 1) {
        if (ENDS[part]) for (const each of ENDS[part]) on.delete(each);
        else on.add(part);
        return '';
      }
      const rules = [...on].map((each) =>
        each === '1'
          ? 'font-weight:bold'
          : each === '2'
            ? 'opacity:.65'
            : each === '4'
              ? 'text-decoration:underline'
              : `color:${PAINTS[theme][each]}`,
      );
      return part && rules.length > 0
        ? `<span style="${rules.join(';')}">${escaped(part)}</span>`
        : escaped(part);
    })
    .join('');
}

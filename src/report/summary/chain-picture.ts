/** A broken chain of permissions as Mermaid, which GitHub draws in summaries, and as a sentence for who can't see it. */
import type { ChainLink, Language } from '../../types.js';
import { type ChainWords, chainWords } from './chain-words.js';
import { code, prose } from './markdown.js';
import { mermaidLabel } from './mermaid.js';

const LABEL = 60;

/** From top to bottom, so that a phone shows it; the level stands at each link. */
export function chainPicture(chain: readonly ChainLink[], language: Language): string {
  const say = chainWords(language);
  const lines = ['flowchart TD'];
  for (const [index, link] of chain.entries()) {
    const label = [labelOf(link, say), link.isEnd ? levelOf(link, say) : '']
      .filter(Boolean)
      .map((each) => mermaidLabel(each, LABEL));
    const [open, close] =
      link.kind === 'package' ? ['[("', '")]'] : link.kind === 'setting' ? ['(["', '"])'] : ['["', '"]'];
    lines.push(`  n${index}${open}${label.join('<br/>')}${close}`);
  }
  for (const [index, link] of chain.slice(0, -1).entries()) {
    const level = mermaidLabel(`${link.isBroken ? '✗ ' : ''}${levelOf(link, say)}`, LABEL);
    lines.push(`  n${index} ${link.isBroken ? '--x' : '-->'}|"${level}"| n${index + 1}`);
  }
  const broken = chain.findIndex(({ isBroken }) => isBroken);
  if (broken >= 0) {
    lines.push('  classDef broken stroke:#d1242f,stroke-width:3px,stroke-dasharray:6 3');
    lines.push(`  class n${broken} broken`);
    if (broken < chain.length - 1) lines.push(`  linkStyle ${broken} stroke:#d1242f,stroke-width:2px`);
  }
  return lines.join('\n');
}

/** Markdown: `calling job publish (write) → called job image (read, it breaks here) → …` */
export function chainInWords(chain: readonly ChainLink[], language: Language): string {
  const say = chainWords(language);
  const [open, close, and] = language === 'zh-CN' ? ['（', '）', '，'] : [' (', ')', ', '];
  const parts = chain.map((link) => {
    const what = link.kind === 'token' ? code(say.kinds.token) : prose(kindOf(link, say));
    const name = subjectOf(link);
    const level = link.level === null ? noLevel(link, say) : code(link.level);
    const grants = link.isEnd && link.level ? say.needs(level) : level;
    const said = [isClosed(link) ? say.closed : grants, link.isBroken ? say.broken : ''];
    const text = `${[what, name && code(name)].filter(Boolean).join(' ')}${open}${said.filter(Boolean).join(and)}${close}`;
    return link.isBroken ? `**✗ ${text}**` : text;
  });
  return parts.join(' → ');
}

function labelOf(link: ChainLink, say: ChainWords): string {
  const name = subjectOf(link);
  return link.kind === 'package' && name ? name : [kindOf(link, say), name].filter(Boolean).join(' ');
}

function kindOf({ kind, name }: ChainLink, say: ChainWords): string {
  return say.kinds[kind === 'called' && name === '' ? 'file' : kind];
}

/** Of a workflow its file. */
function subjectOf({ kind, name, file }: ChainLink): string {
  return name || (kind === 'workflow' || kind === 'called' ? shortName(file ?? '') : '');
}

function levelOf(link: ChainLink, say: ChainWords): string {
  if (isClosed(link)) return `✗ ${say.closed}`;
  if (link.level === null) return noLevel(link, say);
  const level = `packages: ${link.level}`;
  return link.isEnd ? say.needs(level) : level;
}

/** The token has the level, and the package does not take it from this repository. */
function isClosed({ isEnd, isBroken }: ChainLink): boolean {
  return isEnd && isBroken;
}

function noLevel({ kind }: ChainLink, say: ChainWords): string {
  return kind === 'setting' ? say.settingLevel : say.unknownLevel;
}

/** `ci.yml`, which is long enough to be known by. */
function shortName(file: string): string {
  return file.replace(/^\.github\/workflows\//, '');
}

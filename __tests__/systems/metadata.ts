/** docker/metadata-action, as far as the systems use it (its README, "tags input"). */
import type { Contexts } from './expressions.js';

interface Github {
  event_name: string;
  ref: string;
  sha: string;
  event: { number?: number };
}

/** The `tags` output, a reference a line. */
export function metadataTags(inputs: Readonly<Record<string, string>>, contexts: Contexts): string {
  const github = contexts.github as Github;
  const rules = (inputs.tags ?? '').split('\n').filter((line) => line.trim());
  const tags = rules.map((rule) => tagOf(rule, github)).filter((tag) => tag !== null);
  const images = (inputs.images ?? '').split('\n').filter((line) => line.trim());
  return images.flatMap((image) => tags.map((tag) => `${image.trim().toLowerCase()}:${tag}`)).join('\n');
}

function tagOf(rule: string, github: Github): string | null {
  const branch = /^refs\/heads\/(.+)$/.exec(github.ref)?.[1];
  const fields = Object.fromEntries(
    rule.split(',').map((field) => field.trim().split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
  // What no tag may hold becomes a dash.
  const clean = (text: string) => text.replaceAll(/[^\w.-]+/g, '-');
  const expanded = (text = '') =>
    text
      .replaceAll('{{branch}}', clean(branch ?? ''))
      .replaceAll('{{is_default_branch}}', String(branch === 'main'));
  if (expanded(fields.enable ?? 'true') !== 'true') return null;
  switch (fields.type) {
    case 'raw':
      return fields.value ?? null;
    case 'sha':
      return `${expanded(fields.prefix ?? 'sha-')}${github.sha.slice(0, 7)}`;
    case 'ref':
      if (fields.event === 'branch') return branch ? clean(branch) : null;
      return fields.event === 'pr' && github.event_name === 'pull_request'
        ? `pr-${github.event.number}`
        : null;
    default:
      throw new Error(`a rule that this stand-in does not know: ${rule}`);
  }
}

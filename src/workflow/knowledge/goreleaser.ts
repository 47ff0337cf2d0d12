/** What a release by goreleaser pushes, by its arguments and its file. */
import { both } from '../language/chance.js';
import { hasHole } from '../language/values.js';
import type { Found, Surroundings } from './clients.js';
import { goreleaserImages } from './project-files/goreleaser.js';

/** `goreleaser release` pushes the images that its file names, unless told otherwise. */
export function goreleaserFound(
  args: readonly string[],
  folder: string,
  around: Surroundings,
  input: string,
): Found[] {
  if (!args.includes('release') && !args.includes('publish')) return [];
  const skips = args.flatMap((each, at) =>
    each.startsWith('--skip=')
      ? each.slice(7).split(',')
      : each === '--skip'
        ? (args[at + 1] ?? '').split(',')
        : [],
  );
  if (args.some((each) => /^--(snapshot|skip-publish|skip-docker)(=true)?$/.test(each))) return [];
  const isOpen = args.some((each) => /^--(snapshot|skip-publish|skip-docker)=/.test(each) && hasHole(each));
  const at = args.findIndex((each) => each === '-f' || each === '--config');
  const file =
    args.find((each) => /^(--config|-f)=/.test(each))?.replace(/^[^=]+=/, '') ??
    (at === -1 ? null : (args[at + 1] ?? null));
  // ko's keychain takes it for ghcr.io, where no login is kept (internal/pipe/ko/ko.go).
  const token = around.variable('GITHUB_TOKEN');
  return goreleaserImages(folder, file, around)
    .filter(({ pipe }) => !skips.includes('publish') && !skips.includes(pipe))
    .map(({ reference, pipe, runs }) => ({
      reference,
      access: 'push',
      role: 'image',
      runs: isOpen ? both(runs, 'unknown') : runs,
      input,
      client: pipe === 'ko' ? 'ggcr' : 'docker',
      mayBeConfigured: pipe === 'ko',
      ...(pipe === 'ko' && token ? { fallback: token } : {}),
    }));
}

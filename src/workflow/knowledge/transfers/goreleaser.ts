/** What a release by goreleaser pushes, by its arguments and its file. */
import { both } from '../../language/chance.js';
import { HOLE, hasHole } from '../../language/values.js';
import type { Found, Surroundings } from '../clients.js';
import { goreleaserImages, standsUnread } from '../project-files/goreleaser.js';
import { push } from './transfers.js';

/** `goreleaser release` pushes the images that its file names, unless told otherwise. */
export function goreleaserFound(args: readonly string[], around: Surroundings): Found[] {
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
  if (standsUnread(file, around)) return push(HOLE, { runs: 'unknown' });
  return goreleaserImages(file, around)
    .filter(({ pipe }) => !skips.includes('publish') && !skips.includes(pipe))
    .map(({ reference, pipe, runs }) => ({
      reference,
      access: 'push',
      role: 'image',
      runs: isOpen ? both(runs, 'unknown') : runs,
      client: pipe === 'ko' ? 'ggcr' : 'docker',
      mayBeConfigured: pipe === 'ko',
      ...(pipe === 'ko' && token ? { fallback: token } : {}),
    }));
}

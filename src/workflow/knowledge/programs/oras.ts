/** oras, which copies artifacts of any kind between registries. */
import { holdsUnset, isAbsent, withoutAbsent } from '../../language/origins.js';
import { type Arguments, isAllOpen } from '../arguments.js';
import type { Found } from '../clients.js';
import { beginsEmpty } from '../names/names.js';
import type { KnownCommand, Program } from '../program.js';
import {
  copied,
  givenPassword,
  pull,
  pullsFirst,
  push,
  pushNeeding,
  repositoryOf,
  secondOperand,
  spaced,
} from '../transfers/transfers.js';

const ORAS = 'https://oras.land/docs/commands';
const ORAS_OPTIONS = [
  ...spaced('-u --username -p --password --registry-config --artifact-type -a --annotation'),
  ...spaced('--annotation-file --config --concurrency --platform --export-manifest --format'),
  ...spaced('--image-spec --from-username --from-password --to-username --to-password --ca-file'),
  ...spaced('--from-registry-config --to-registry-config --distribution-spec --template'),
  ...spaced(
    '--input --media-type --size --subject --oci-layout-path --from-oci-layout-path --to-oci-layout-path',
  ),
  ...spaced(
    '-H --header --from-header --to-header --identity-token --from-identity-token --to-identity-token',
  ),
  ...spaced(
    '--cert-file --from-cert-file --to-cert-file --key-file --from-key-file --to-key-file --from-ca-file',
  ),
  ...spaced(
    '--to-ca-file --resolve --from-resolve --to-resolve --from-distribution-spec --to-distribution-spec',
  ),
  ...spaced('--artifact-platform -o --output'),
];

const OTHER_LOGIN = spaced('-u --username -p --password --registry-config --oci-layout-path');

/** A login for the source alone. */
const OTHER_SOURCE = spaced('--from-username --from-password --from-registry-config');

/** @param isAttached to what the registry has by this tag or digest: without one there is nothing to attach to */
function oras(args: Arguments, target: string | undefined, isAttached = false): Found[] {
  const { values, has } = args;
  if (has('--oci-layout', '--to-oci-layout', '--dry-run')) return [];
  // An index that is written to a file is not pushed (oras manifest index create --help).
  if (values('--oci-layout-path', '--to-oci-layout-path', '-o', '--output').length > 0) return [];
  const isNamed = values('--registry-config', '--to-registry-config').length > 0;
  const rest: Partial<Found> = {
    ...givenPassword(...values('-p', '--password', '--to-password')),
    ...(has('--password-stdin') ? { mayBeConfigured: true } : isNamed ? { mayBeConfigured: 'named' } : {}),
  };
  return tagged(target).flatMap((each) =>
    isLacking(each)
      ? pushNeeding(args, each, rest)
      : push(each && (isAttached ? each : withoutEmptyTag(each)), rest),
  );
}

/**
 * "requires at least 1 argument", "invalid reference: missing registry or repository". Nor is a path taken: of what begins with a
 * slash it says `invalid registry ""` (oras-go registry/reference.go, ValidateRegistry).
 */
function isLacking(target = ''): boolean {
  const given = withoutAbsent(target).trim();
  return given === '' || given.startsWith('/') || beginsEmpty(target);
}

/** An empty tag is none: what is pushed has its digest alone (oras-go registry/reference.go, ParseReference). */
function withoutEmptyTag(target: string): string {
  const [, name, tag] = /^(.*\/[^/:@]*):([^/:@]*)$/s.exec(target) ?? [];
  const isEmpty = [...(tag ?? '')].every((each) => isAbsent(each) || holdsUnset(each));
  return name !== undefined && isEmpty ? name : target;
}

/** `NAME:TAG,TAG` is a reference for each tag. */
function tagged(target: string | undefined): (string | undefined)[] {
  const [, name = '', tags] = /^(.*?:)([^/:@]*,[^/:@]*)$/s.exec(target ?? '') ?? [];
  return tags === undefined ? [target] : tags.split(',').map((tag) => name + tag);
}

/** The first operand; files follow it, so that a name behind a word of which nothing is known is the first, too. */
function nameAmong({ positional: [first, second] }: Arguments): string | undefined {
  const isBehind =
    first !== undefined && isAllOpen(first) && /^[\w-]+(?:\.[\w-]+)+(?::\d+)?\/./.test(second ?? '');
  return isBehind ? second : first;
}

/** An oras command that pushes to its first operand. */
const orasFirst = (begins: string[], page: string, rest: string): KnownCommand => ({
  words: begins,
  source: `${ORAS}/${page}`,
  example: `oras ${begins.map((each) => each.split('|')[0]).join(' ')} ghcr.io/octo/app:1 ${rest}`,
  takes: ORAS_OPTIONS,
  finds: (args) => oras(args, nameAmong(args), begins[0] === 'attach'),
});

const ORAS_COMMANDS: readonly KnownCommand[] = [
  orasFirst(['push'], 'oras_push', 'a.txt'),
  orasFirst(['attach'], 'oras_attach', '--artifact-type a/b a.txt'),
  orasFirst(['blob|manifest', 'push'], 'oras_blob_push', 'a.txt'),
  orasFirst(['restore'], 'oras_restore', '--input backup'),
  orasFirst(['manifest', 'index', 'create'], 'oras_manifest_index_create', 'linux-amd64'),
  {
    words: ['cp|copy'],
    source: `${ORAS}/oras_cp`,
    example: 'oras cp docker.io/library/x ghcr.io/octo/app',
    takes: ORAS_OPTIONS,
    most: 2,
    finds: (args) => {
      const written = oras(args, secondOperand(args));
      const isFile = args.has('--from-oci-layout', '--from-oci-layout-path') || written.length === 0;
      const isOther = args.values(...OTHER_SOURCE).length > 0;
      const read = isOther ? pull : copied;
      return [...(isFile ? [] : read(args.positional[0])), ...written];
    },
  },
  {
    words: ['tag'],
    source: `${ORAS}/oras_tag`,
    example: 'oras tag ghcr.io/octo/app:1 latest',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, repositoryOf(args.positional[0])),
  },
  {
    words: ['pull'],
    source: `${ORAS}/oras_pull`,
    takes: ORAS_OPTIONS,
    finds: pullsFirst,
  },
  ...[['manifest', 'fetch'], ['resolve']].map(
    (begins): KnownCommand => ({
      words: begins,
      source: `${ORAS}/oras_${begins.join('_')}`,
      takes: ORAS_OPTIONS,
      looksAt: ({ positional: [image], has, values }) =>
        has('--oci-layout', '--password-stdin') || values(...OTHER_LOGIN).length > 0 ? undefined : image,
    }),
  ),
  {
    words: ['login'],
    source: `${ORAS}/oras_login`,
    takes: spaced(
      '-u --username -p --password --registry-config --ca-file --cert-file --key-file -H --header --resolve --identity-token',
    ),
    signs: { way: 'in', stores: ['docker'], file: '--registry-config', takesAddress: 'host', reads: 'line' },
  },
  {
    words: ['logout'],
    source: `${ORAS}/oras_logout`,
    takes: ['--registry-config'],
    signs: { way: 'out', stores: ['docker'] },
  },
];

export const ORAS_PROGRAMS: readonly Program[] = [
  {
    names: ['oras'],
    isAsWritten: true,
    images: ['ghcr.io/oras-project/oras'],
    commands: ORAS_COMMANDS,
    looks: ['manifest fetch', 'resolve'],
    log: {
      name: 'oras',
      frame: /\boras\b|Error response from registry: /i,
      // helm's, too, from 3.18 on.
      library: { name: 'oras-go', frame: /response status code \d/i },
    },
    hidesLogins: 'no',
  },
];

/** crane and gcrane, of go-containerregistry: they copy, tag and change images at the registry. */
import type { Arguments } from '../arguments.js';
import type { Found } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import {
  copied,
  namedByOptions,
  pullsFirst,
  push,
  pushNeeding,
  repositoryOf,
  secondOperand,
  spaced,
} from '../transfers/transfers.js';

const CRANE = 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc';
const CRANE_OPTIONS = spaced('--platform -j --jobs --annotation --label');
const APPEND_OPTIONS = spaced('-b --base -f --new_layer -t --new_tag --tag -o --output -m --manifest');

const CHANGE_OPTIONS = spaced(
  '-t --tag -o --output -a -l --append --cmd -e --env --entrypoint --exposed-ports --repo --set-platform -u --user -w ' +
    '--workdir --old_base --new_base --original --rebased',
);

/** `crane tag IMAGE TAG` writes to the repository of the image. */
function craneTag({ positional }: Arguments): Found[] {
  return push(repositoryOf(positional[0]));
}

function craneAppend(args: Arguments): Found[] {
  if (args.values('-o', '--output').length > 0) return [];
  return namedByOptions(args, args.values('-t', '--new_tag', '--tag')).flatMap((tag) => push(tag));
}

/** What has no tag is pushed by its digest, to where the image is. */
function craneChange(args: Arguments): Found[] {
  const isNamed = args.values('-t', '--tag', '-o', '--output').length > 0;
  return isNamed ? craneAppend(args) : push(repositoryOf(args.positional[0]));
}

/** Also of those that have crane in them. */
export const CRANE_COMMANDS: readonly KnownCommand[] = [
  {
    words: ['copy|cp'],
    source: `${CRANE}/crane_copy.md`,
    example: 'crane copy docker.io/library/x ghcr.io/octo/app',
    takes: CRANE_OPTIONS,
    most: 2,
    finds: (args) => [...copied(args.positional[0]), ...pushNeeding(args, secondOperand(args))],
  },
  {
    words: ['push'],
    source: `${CRANE}/crane_push.md`,
    example: 'crane push app.tar ghcr.io/octo/app',
    takes: [...CRANE_OPTIONS, '--image-refs'],
    most: 2,
    finds: (args) => pushNeeding(args, secondOperand(args)),
  },
  {
    words: ['pull'],
    source: `${CRANE}/crane_pull.md`,
    takes: [...CRANE_OPTIONS, '--cache_path', '-c', '--format'],
    finds: pullsFirst,
  },
  {
    words: ['digest|manifest|config|export'],
    source: `${CRANE}/crane_digest.md`,
    takes: [...CRANE_OPTIONS, '--tarball'],
    // A file stands in the place of the image.
    looksAt: ({ positional: [image], values }) => (values('--tarball').length > 0 ? undefined : image),
  },
  {
    words: ['tag'],
    source: `${CRANE}/crane_tag.md`,
    example: 'crane tag ghcr.io/octo/app:1 latest',
    takes: CRANE_OPTIONS,
    finds: craneTag,
  },
  {
    words: ['append'],
    source: `${CRANE}/crane_append.md`,
    example: 'crane append -f layer.tar -t ghcr.io/octo/app:1',
    takes: [...CRANE_OPTIONS, ...APPEND_OPTIONS],
    finds: craneAppend,
  },
  {
    words: ['mutate|rebase|flatten'],
    source: `${CRANE}/crane_mutate.md`,
    example: 'crane mutate ghcr.io/octo/app:1 --label a=b',
    takes: [...CRANE_OPTIONS, ...CHANGE_OPTIONS],
    finds: craneChange,
  },
  {
    words: ['edit', 'config|manifest|fs'],
    source: 'crane edit --help: it has no page',
    example: 'crane edit config ghcr.io/octo/app:1',
    takes: [...CRANE_OPTIONS, ...spaced('-t --tag -f --filename -m --media-type')],
    finds: craneChange,
  },
  {
    words: ['index', 'append'],
    source: `${CRANE}/crane_index_append.md`,
    example: 'crane index append -m ghcr.io/octo/app:a -t ghcr.io/octo/app:1',
    takes: [...CRANE_OPTIONS, ...APPEND_OPTIONS],
    finds: craneAppend,
  },
  {
    words: ['index', 'filter'],
    source: `${CRANE}/crane_index_filter.md`,
    example: 'crane index filter ghcr.io/octo/app:1 --platform linux/amd64',
    takes: [...CRANE_OPTIONS, '-t', '--tag'],
    finds: craneChange,
  },
  {
    words: ['auth', 'login'],
    source: `${CRANE}/crane_auth_login.md`,
    takes: [...CRANE_OPTIONS, ...spaced('-u --username -p --password')],
    signs: {
      way: 'in',
      stores: ['docker'],
      isUntried: true,
      onlyPiped: true,
      takesAddress: 'host',
      reads: 'line',
    },
  },
  {
    words: ['auth', 'logout'],
    source: `${CRANE}/crane_auth_logout.md`,
    takes: CRANE_OPTIONS,
    signs: { way: 'out', stores: ['docker'] },
  },
];

export const CRANE_PROGRAMS: readonly Program[] = [
  {
    names: ['crane', 'gcrane', 'krane'],
    client: 'ggcr',
    images: ['gcr.io/go-containerregistry/crane', 'gcr.io/go-containerregistry/gcrane'],
    options: ['--platform'],
    commands: CRANE_COMMANDS,
    looks: ['manifest', 'digest', 'ls'],
    log: {
      name: 'crane',
      frame:
        /\bg?crane\b|\b(?:GET|POST|PUT|PATCH|HEAD) https?:\/\/\S+: (?:[A-Z_]{5,}: |unexpected status code)/,
    },
    hidesLogins: 'no',
  },
];

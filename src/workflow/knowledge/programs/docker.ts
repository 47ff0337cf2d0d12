/** docker, and nerdctl, which takes docker's words and reads docker's file of credentials. */

import { withoutAbsent } from '../../language/origins.js';
import { type Arguments, isAllOpen, readArguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import { madeTags } from '../names/metadata-tags.js';
import type { KnownCommand, Program } from '../program.js';
import { type BakeCall, bakeFound } from '../transfers/bake.js';
import { cacheEntries, outputEntries } from '../transfers/buildkit.js';
import { builtNames, ONLY_TELLS, tagCommands } from '../transfers/built-names.js';
import {
  copied,
  namedByOptions,
  pullsFirst,
  push,
  pushesFirst,
  pushesSecond,
  pushNeeding,
  spaced,
} from '../transfers/transfers.js';
import { composeCommand } from './compose.js';

const DOCS = 'https://docs.docker.com/reference/cli/docker';
const NERDCTL = 'https://github.com/containerd/nerdctl/blob/main/docs/command-reference.md';

const BUILD_OPTIONS = [
  ...spaced(
    '-t --tag -o --output --cache-to --cache-from -f --file --platform --build-arg --label --annotation',
  ),
  ...spaced(
    '--target --secret --ssh --builder --iidfile --metadata-file --progress --build-context --attest',
  ),
  ...spaced('--provenance --sbom --allow --network --shm-size --add-host --cgroup-parent --ulimit'),
  ...spaced('--no-cache-filter --call --memory -m --isolation'),
];

const BAKE_OPTIONS = spaced('-f --file --set --builder --metadata-file --progress --allow --call --var');

const INDEX_OPTIONS = spaced(
  '-t --tag -f --file --annotation --builder --progress -p --platform --metadata-file',
);

const LOGIN_OPTIONS = spaced('-u --username -p --password');

/** More than one name, for certain: a word that nobody knows may come to nothing. */
function isOfSeveral({ positional }: Arguments): boolean {
  return positional.filter((each) => !isAllOpen(each)).length > 1;
}

/** "requires 1 argument", or "requires exactly 1 argument" (docker/cli before version 28, and nerdctl: cobra's ExactArgs). */
function pushOfOne(args: Arguments): Found[] {
  const found = pushNeeding(args, args.positional[0]);
  return isOfSeveral(args) ? found.map((each) => ({ ...each, refuses: 'several' })) : found;
}

/**
 * "cannot push a digest reference" (moby client, ImagePush); "tag can't be used with --all-tags/-a"
 * (docker/cli, cli/command/image/push.go).
 */
function dockerPush(args: Arguments): Found[] {
  const isOfAllTags = args.chance('--all-tags') === 'yes' || args.words.some((each) => /^-q?aq?$/.test(each));
  return pushOfOne(args).map((each) =>
    each.refuses !== undefined
      ? each
      : isOfAllTags
        ? { ...each, refuses: 'tag-of-all' }
        : each.reference.includes('@')
          ? { ...each, refuses: 'digest' }
          : each,
  );
}

const HOST = /^[\w-]+(?:\.[\w-]+)*[.:][\w.:-]*\//;

/** `-t $TAGS` with two of them: '"docker buildx build" requires exactly 1 argument', which is no image at the registry of the first. */
function isUnmarked({ positional }: Arguments, tags: readonly string[]): boolean {
  const hosts = tags.flatMap((tag) => HOST.exec(tag)?.[0] ?? []);
  return positional.some((each) => hosts.some((host) => each.startsWith(host)));
}

function build(args: Arguments): Found[] {
  if (args.words.some((each) => ONLY_TELLS.test(each))) return [];
  const given = args.values('-t', '--tag');
  // `-t --push`: the option stands where a name belongs, and is none.
  const tags = given.map((each) => (each.startsWith('-') ? '' : each));
  const runs = given.includes('--push') ? 'yes' : args.chance('--push');
  const outputs = args.values('-o', '--output');
  const named = namedByOptions(args, tags);
  // "tag is needed when pushing to registry".
  const none = madeTags([]);
  const pushed = named.length > 0 || outputs.length > 0 ? named : none;
  const byOutput =
    given.length > 0
      ? []
      : outputs.flatMap((value) => outputEntries(value, named.length > 0 ? tags : none, 'run', runs));
  return [
    ...(runs === 'no' || byOutput.length > 0
      ? []
      : pushed.flatMap((tag) =>
          pushNeeding(args, tag, {
            client: 'buildx',
            runs,
            ...(isUnmarked(args, tags) ? { refuses: 'unmarked' as const } : {}),
          }),
        )),
    ...(given.length > 0 ? outputs.flatMap((value) => outputEntries(value, tags, 'run')) : byOutput),
    ...args.values('--cache-to').flatMap((value) => cacheEntries(value, 'push', 'run')),
    ...args.values('--cache-from').flatMap((value) => cacheEntries(value, 'pull', 'run')),
  ];
}

function bake(args: Arguments, around: Surroundings): Found[] {
  const call = bakeCall(args);
  return call ? bakeFound(call, around) : [];
}

/** null: it only tells something. */
function bakeCall(args: Arguments): BakeCall | null {
  if (args.words.some((each) => ONLY_TELLS.test(each))) return null;
  const runs = args.chance('--push');
  return {
    settings: args.values('--set'),
    variables: args.values('--var'),
    files: args.values('-f', '--file'),
    targets: args.positional,
    folder: '.',
    push: runs === 'no' ? null : runs,
    input: 'run',
  };
}

/** What `docker buildx bake` is told; null: it is another command. */
export function bakeCallOf([program = '', ...words]: readonly string[]): BakeCall | null {
  const isBake =
    /(?:^|\/)docker$/.test(program) && words[0] === 'buildx' && /^(?:bake|f)$/.test(words[1] ?? '');
  return isBake ? bakeCall(readArguments(words.slice(2), BAKE_OPTIONS)) : null;
}

/** The images that an index is made of. A digest is of what was just pushed, most often, unless it is none, and a descriptor is no image. */
function sources(operands: readonly string[]): Found[] {
  return operands.filter(isSource).flatMap((each) => copied(each));
}

function isSource(operand: string): boolean {
  const [name = '', digest] = operand.split('@', 2);
  const isTold = digest === undefined || withoutAbsent(digest) === '';
  return isTold && name.indexOf('/') > 0 && !name.includes('{');
}

const BUILDX: readonly KnownCommand[] = [
  ...[['buildx', 'build|b'], ['build'], ['image|builder', 'build']].map((begins): KnownCommand => {
    // With buildx installed, `docker build` is `docker buildx build`.
    const said = begins.map((each) => each.split('|')[0]).join(' ');
    return {
      words: begins,
      source: `${DOCS}/buildx/build/`,
      example: `docker ${said} --push -t ghcr.io/octo/app .`,
      takes: BUILD_OPTIONS,
      finds: build,
      builds: builtNames,
    };
  }),
  {
    words: ['buildx', 'bake|f'],
    source: `${DOCS}/buildx/bake/`,
    example: 'docker buildx bake --push',
    takes: BAKE_OPTIONS,
    finds: bake,
    elsewhere: /docker-?bake|buildx\s+bake/i,
  },
  {
    words: ['buildx', 'imagetools', 'inspect'],
    source: `${DOCS}/buildx/imagetools/inspect/`,
    takes: spaced('--format --builder'),
    most: 1,
    looksAt: ({ positional: [image] }) => image,
  },
  {
    words: ['buildx', 'imagetools', 'create'],
    source: `${DOCS}/buildx/imagetools/create/`,
    example: 'docker buildx imagetools create -t ghcr.io/octo/app:1 ghcr.io/octo/app:a',
    takes: INDEX_OPTIONS,
    finds: (args) =>
      args.has('--dry-run')
        ? []
        : [
            ...sources(args.positional),
            // "can't push without destination".
            ...namedByOptions(args, args.values('-t', '--tag')).flatMap((tag) =>
              pushNeeding(args, tag, { client: 'buildx' }),
            ),
          ],
  },
];

/** What docker and nerdctl have in common. */
function common(program: string, source: string): KnownCommand[] {
  return [
    ...[['push'], ['image', 'push'], ['manifest', 'push']].map(
      (begins): KnownCommand => ({
        words: begins,
        source,
        example: `${program} ${begins.join(' ')} ghcr.io/octo/app`,
        takes: ['--platform'],
        most: 1,
        finds: program === 'docker' && begins[0] !== 'manifest' ? dockerPush : pushOfOne,
        names: 'push',
      }),
    ),
    {
      words: ['manifest', 'create'],
      source,
      takes: [],
      finds: ({ positional: [, ...operands] }) => sources(operands),
    },
    {
      words: ['manifest', 'inspect'],
      source,
      takes: [],
      // Of two the first may be a list of the machine.
      looksAt: ({ positional: [image, ...more] }) => (more.length > 0 ? undefined : image),
    },
    ...tagCommands(source),
    ...[['pull'], ['image', 'pull']].map(
      (begins): KnownCommand => ({
        words: begins,
        source,
        takes: ['--platform'],
        finds: pullsFirst,
        names: 'pull',
      }),
    ),
    {
      words: ['login'],
      source,
      takes: LOGIN_OPTIONS,
      signs: { way: 'in', stores: ['docker'], wantsUser: true, takesOne: true, reads: 'line' },
    },
    { words: ['logout'], source, takes: [], signs: { way: 'out', stores: ['docker'] } },
  ];
}

export const DOCKER: readonly Program[] = [
  {
    names: ['nerdctl'],
    options: spaced('-a --address -n --namespace --snapshotter --data-root --cni-path --cni-netconfpath'),
    commands: [
      ...common('nerdctl', NERDCTL),
      {
        words: ['build'],
        source: NERDCTL,
        example: 'nerdctl build -o type=image,name=ghcr.io/octo/app,push=true .',
        takes: BUILD_OPTIONS,
        finds: build,
        builds: builtNames,
      },
      composeCommand(['compose'], NERDCTL, 'nerdctl compose push'),
    ],
    looks: ['manifest inspect', 'image inspect', 'inspect'],
    log: { name: 'nerdctl', frame: /\bnerdctl\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['depot'],
    client: 'buildx',
    commands: [
      {
        words: ['build'],
        source: 'https://depot.dev/docs/cli/reference/depot-build',
        example: 'depot build --push -t ghcr.io/octo/app .',
        takes: [...BUILD_OPTIONS, '--project', '--token', '--build-platform', '--save-tag'],
        finds: build,
      },
      {
        words: ['bake'],
        source: 'https://depot.dev/docs/cli/reference/depot-bake',
        example: 'depot bake --push',
        takes: [...BAKE_OPTIONS, '--project', '--token', '--build-platform', '--save-tag'],
        finds: bake,
        elsewhere: /\bdepot\s+bake/,
      },
      {
        words: ['push'],
        source: 'https://depot.dev/docs/cli/reference/depot-push',
        example: 'depot push -t ghcr.io/octo/app 1a2b3c',
        takes: spaced('-t --tag --project --token --progress'),
        finds: (args) => namedByOptions(args, args.values('-t', '--tag')).flatMap((tag) => push(tag)),
      },
    ],
    log: { name: 'depot', frame: /\bdepot (?:build|bake|push)\b/ },
    hidesLogins: 'no',
  },
  {
    // Docker's own frame is looked for last, and so is buildx's: others quote them.
    names: ['buildx', 'docker-buildx'],
    client: 'buildx',
    commands: BUILDX.filter(({ words: [first] }) => first === 'buildx').map((each) => ({
      ...each,
      words: each.words.slice(1),
      example: each.example?.replace('docker buildx', 'docker-buildx'),
    })),
    looks: ['imagetools inspect'],
    log: {
      name: 'buildx',
      frame:
        /\bbuildx\b|failed to solve|failed to (?:push|build)|error writing layer blob|failed commit on ref|failed to copy|unexpected status from/i,
      isQuoted: true,
    },
    hidesLogins: 'no',
  },
  {
    names: ['docker-compose'],
    commands: [composeCommand([], `${DOCS}/compose/push/`, 'docker-compose push')],
    log: { name: 'docker compose', frame: /docker[ -]compose|Pulling \w+ \(/, isQuoted: true },
    hidesLogins: 'no',
  },
  {
    names: ['docker'],
    isAsWritten: true,
    images: ['docker'],
    options: spaced('--config -c --context -H --host -l --log-level --tlscacert --tlscert --tlskey'),
    commands: [
      ...common('docker', `${DOCS}/`),
      ...BUILDX,
      composeCommand(['compose'], `${DOCS}/compose/push/`, 'docker compose push'),
      ...['plugin', 'model'].map((kind) => ({
        words: [kind, 'push'],
        source: `${DOCS}/${kind}/push/`,
        example: `docker ${kind} push ghcr.io/octo/app`,
        takes: [],
        most: 1,
        finds: pushOfOne,
      })),
      {
        words: ['agent', 'share', 'push'],
        source: 'https://docs.docker.com/ai/docker-agent/sharing-agents',
        example: 'docker agent share push agent.yaml ghcr.io/octo/app:1',
        takes: ['--key'],
        most: 2,
        finds: pushesSecond,
      },
      {
        words: ['mcp', 'catalog', 'push'],
        source: `${DOCS}/mcp/catalog/push/`,
        example: 'docker mcp catalog push ghcr.io/octo/app:1',
        takes: [],
        most: 1,
        finds: pushesFirst,
      },
      {
        words: ['model', 'package'],
        source: `${DOCS}/model/package/`,
        example: 'docker model package --gguf model.gguf --push ghcr.io/octo/app',
        takes: spaced(
          '--gguf --safetensors-dir --safetensors --dduf --from -l --license --chat-template --context-size --mmproj',
        ),
        most: 1,
        finds: (args) => (args.has('--push') ? pushesFirst(args) : []),
      },
      {
        // What it signs it pushes first, where the daemon has it.
        words: ['trust', 'sign'],
        source: `${DOCS}/trust/sign/`,
        example: 'docker trust sign ghcr.io/octo/app:1',
        takes: [],
        finds: pushesFirst,
      },
    ],
    looks: ['manifest inspect', 'image inspect', 'inspect', 'buildx imagetools inspect'],
    log: {
      name: 'docker',
      // A tag with the reference in front is minded by oras' library.
      frame:
        /response from daemon|\bdenied: |error from registry|push refers to repository|docker: |toomanyrequests|(?<!invalid reference: )invalid tag|must be lowercase/i,
      isQuoted: true,
    },
    hidesLogins: /^(?:config|context)$/,
  },
];

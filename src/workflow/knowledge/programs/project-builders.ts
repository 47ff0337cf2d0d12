/** Programs that build and push what a file of the project names: earthly by its Earthfile, skaffold by its skaffold.yaml. */

import { HOLE } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { Program } from '../program.js';
import { earthlyImages } from '../project-files/earthfile.js';
import { skaffoldContext, skaffoldImages, skaffoldPushes } from '../project-files/skaffold.js';
import { MAY_BE_LOCAL, push, spaced } from '../transfers/transfers.js';

// -------------------------------------------------------- earthly and skaffold

const EARTHLY_OPTIONS = spaced(
  '--build-arg --secret --secret-file --platform --remote-cache --buildkit-host --config --arg-file-path --auto-skip-db-path',
);

/** `earthly --push +target --NAME=value`: without `--push` nothing is. */
function earthly(args: Arguments, around: Surroundings): Found[] {
  const { words: said, positional } = args;
  const target = positional.find((each) => /^[\w./-]*\+[\w.-]+$/.test(each));
  if (!args.has('--push') || args.has('--artifact', '-a') || target === undefined) return [];
  const given = new Map(
    [...said, ...args.values('--build-arg').map((each) => `--${each}`)].flatMap((each) => {
      const [, name, value] = /^--([A-Za-z_]\w*)=(.*)$/s.exec(each) ?? [];
      return name === undefined ? [] : [[name, value ?? ''] as const];
    }),
  );
  return earthlyImages(target, given, around).flatMap((each) => push(each));
}

const SKAFFOLD_OPTIONS = spaced(
  '-f --filename -d --default-repo -p --profile -m --module -n --namespace -t --tag -b --build-image --file-output --kube-context --platform --cache-artifacts --cache-file -v --verbosity',
);

/**
 * `skaffold build --push`, or what its file says; without both, it pushes unless it finds a local cluster, as one that the job starts
 * would be (skaffold.dev: Local Build, Local Cluster).
 */
function skaffold(args: Arguments, around: Surroundings): Found[] {
  if (isSaidNotToPush(args)) return [];
  const [file = 'skaffold.yaml'] = args.values('-f', '--filename');
  const isOfProfile = args.values('-p', '--profile', '-m', '--module').length > 0;
  const inFile = isOfProfile ? null : skaffoldPushes(file, around);
  const isSure = isSaidToPush(args) || inFile === true;
  // A profile may name another one; what the command says goes before the file.
  const [context = isOfProfile ? null : skaffoldContext(file, around)] = args.values('--kube-context');
  if (!isSure && (inFile === false || LOCAL_CLUSTER.test(context ?? ''))) return [];
  const [repository = around.variable('SKAFFOLD_DEFAULT_REPO') ?? ''] = args.values('-d', '--default-repo');
  const images = isOfProfile ? null : skaffoldImages(file, repository, around);
  if (isSure) return (images ?? []).flatMap((each) => push(each));
  return (images ?? [HOLE]).flatMap((each) => push(each, MAY_BE_LOCAL));
}

/** The names of the contexts that kind, k3d, minikube and Docker Desktop make (skaffold.dev: Local Cluster). */
const LOCAL_CLUSTER = /^(?:kind-|k3d-|minikube$|docker-desktop$|docker-for-desktop$)/;

/** With `--dry-run` it computes the tags alone (skaffold.dev: CLI, `skaffold build`). */
function isSaidNotToPush({ has, words: said }: Arguments): boolean {
  return ['--push=false', '--dry-run=true'].some((each) => said.includes(each)) || has('--dry-run');
}

function isSaidToPush({ has, words: said }: Arguments): boolean {
  return has('--push') || said.includes('--push=true');
}

export const PROJECT_BUILDERS: readonly Program[] = [
  {
    // Its fork EarthBuild is called `earth` (github.com/EarthBuild/earthbuild).
    names: ['earthly', 'earth'],
    commands: [
      {
        words: [],
        source: 'https://docs.earthly.dev/docs/earthly-command',
        example: 'earthly --push +image',
        takes: EARTHLY_OPTIONS,
        finds: earthly,
        saysPush: ({ has }) => has('--push'),
        elsewhere: /\bearth(?:ly)?\b[^\n]*--push\b/,
      },
    ],
    followsProject: true,
    log: { name: 'earthly', frame: /\bearth(?:ly)? (?:--|\+|registry\b)/ },
    // `earthly registry setup` keeps a credential of its own.
    hidesLogins: /^(?:registry|account)$/,
  },
  {
    // `skaffold config set default-repo` (skaffold.dev: Image repository handling).
    names: ['skaffold'],
    client: 'ggcr',
    hasOwnDefault: true,
    commands: [
      {
        words: ['build'],
        source: 'https://skaffold.dev/docs/references/cli/',
        example: 'skaffold build --push',
        takes: SKAFFOLD_OPTIONS,
        finds: skaffold,
        saysPush: (args) => isSaidToPush(args) && !isSaidNotToPush(args),
        elsewhere: /\bskaffold\s+build\b/,
      },
      {
        words: ['run|dev|debug'],
        source:
          'https://skaffold.dev/docs/references/cli/: they build as `skaffold build` does, and deploy what is built',
        example: 'skaffold run --push',
        takes: SKAFFOLD_OPTIONS,
        finds: skaffold,
        elsewhere: /\bskaffold\s+(?:run|dev|debug)\b/,
      },
    ],
    followsProject: true,
    log: { name: 'skaffold', frame: /\bskaffold (?:build|run|dev)\b/ },
    hidesLogins: 'no',
  },
];

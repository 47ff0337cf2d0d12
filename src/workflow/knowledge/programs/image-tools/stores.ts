/** Programs for which a registry is a store of something else: models, bundles, unikernels, components, modules, bottles. */
import { HOLE, hasHole } from '../../../language/values.js';
import type { Arguments } from '../../arguments.js';
import type { Found, Surroundings } from '../../clients.js';
import type { Program } from '../../program.js';
import { push, pushesFirst, spaced } from '../../transfers/transfers.js';
import { OWN_OR_DOCKERS, one, writtenText } from './shared.js';

// ------------------------------------------------------------------- cog

/** Without a name it is that of cog.yaml, or of another file that is told. */
function cog(args: Arguments, around: Surroundings): Found[] {
  const [given] = args.positional;
  const path = args.last('-f', '--file') ?? 'cog.yaml';
  if (given === undefined && around.file(path) === null) return push(`${HOLE}/${HOLE}`, { runs: 'unknown' });
  return push(given ?? writtenText(path, 'image', around));
}

// ------------------------------------------------------------------- ocm

/** Of what a transport archive holds each component goes below the address; an artifact gets the name that stands there. */
function ocm(args: Arguments): Found[] {
  const [kind = '', ...operands] = args.positional;
  const address = operands.length > 1 ? operands.at(-1) : undefined;
  // `OCIRegistry::https://ghcr.io/octo`
  const target = address?.replace(/^\w+::/, '').replace(/^(?:https?|oci):\/\//i, '');
  // An archive or a folder of the disk.
  const isHere = target?.startsWith('.') || !/^(?:[^/]+\.|localhost)/.test(target?.split('/', 1)[0] ?? '');
  if (isHere && !hasHole(target ?? '')) return [];
  const isNamed = /^a(?:rt.*)?$/.test(kind) && !args.has('-R', '--repo-name');
  return push(target, { ...(isNamed ? {} : { isPrefix: true }), ...OWN_OR_DOCKERS });
}

// -------------------------------------------------------------- Homebrew

const BREW_TAKES = spaced(
  '--root-url --root-url-using --tap --branch-okay --artifact --artifact-pattern --committer --message --workflows ' +
    '--ignore-missing-artifacts --upload-folder --bottle-tag',
);

/**
 * Bottles go to GitHub Packages where the address of their root, or the token, says so: each formula below the tap. Nothing else logs
 * in for it.
 */
function bottles(args: Arguments, { variable }: Surroundings): Found[] {
  const root = args.last('--root-url');
  const tap = /^https:\/\/(ghcr\.io)\/v2\/(.+?)\/*$/
    .exec(root ?? '')
    ?.slice(1)
    .join('/');
  const token = variable('HOMEBREW_GITHUB_PACKAGES_TOKEN') || null;
  const isElsewhere = root !== undefined && tap === undefined && !hasHole(root);
  if (args.has('--no-upload', '--dry-run', '-n') || isElsewhere) return [];
  if (tap === undefined && token === null) return [];
  const own = token === null ? { mayBeConfigured: true } : { password: token };
  return push(`${tap ?? `ghcr.io/${HOLE}`}/${HOLE}`, own);
}

// ------------------------------------------------------------------- CUE

/**
 * A module goes below the registry of CUE_REGISTRY that has the longest beginning of its path in front, else below that with nothing in
 * front; without one to CUE's own.
 */
function cueModule(_: Arguments, { variable, file }: Surroundings): Found[] {
  const [, path] = /^\s*module:\s*"([^"@]+)/m.exec(file('cue.mod/module.cue') ?? '') ?? [];
  const given = (variable('CUE_REGISTRY') ?? '').split(',').map((each): [string, string] => {
    const at = each.indexOf('=');
    return [
      each.slice(0, Math.max(0, at)).trim(),
      each
        .slice(at + 1)
        .trim()
        .replace(/\+.*$/s, ''),
    ];
  });
  const mayBe = ([beginning]: [string, string]) =>
    path === undefined || beginning === '' || `${path}/`.startsWith(`${beginning}/`);
  const found = given.filter(mayBe).sort(([one], [other]) => other.length - one.length);
  // Where nobody reads what it is called, it may be below any of them, or at CUE's own.
  const isOpen = path === undefined && found.some(([beginning]) => beginning !== '');
  const runs = isOpen ? 'unknown' : 'yes';
  return found
    .slice(0, path === undefined ? undefined : 1)
    .flatMap(([, registry]) => (registry.includes('.') ? push(`${registry}/${HOLE}:${HOLE}`, { runs }) : []));
}

export const STORES: readonly Program[] = [
  one(
    'cnab-to-oci',
    'push|fixup',
    'https://github.com/cnabio/cnab-to-oci#readme: both copy the images of a bundle',
    'cnab-to-oci push bundle.json --target ghcr.io/octo/app:1',
    '--target -t --output --insecure-registries',
    (args) => push(args.last('-t', '--target')),
  ),
  one(
    'cog',
    'push',
    'https://github.com/replicate/cog/blob/main/docs/cli.md',
    'cog push ghcr.io/octo/app',
    '-f --file --progress --secret --openapi-schema --use-cuda-base-image',
    cog,
    { hasOwnDefault: true, isAsWritten: true },
  ),
  one(
    'kit',
    'push',
    'https://kitops.org/docs/cli/cli-reference/#kit-push: a model is copied to the second name, where there are two',
    'kit push ghcr.io/octo/app:1',
    '--config --log-level --progress --proxy --cert --key --concurrency',
    ({ positional }) => push(positional.at(-1), OWN_OR_DOCKERS),
  ),
  {
    names: ['modctl'],
    commands: [
      {
        words: ['push'],
        source: 'https://github.com/modelpack/modctl/blob/main/docs/getting-started.md',
        example: 'modctl push ghcr.io/octo/app:1',
        takes: spaced('--concurrency --storage-dir --proxy'),
        finds: ({ positional: [name] }) => push(name, OWN_OR_DOCKERS),
      },
      {
        words: ['build|attach'],
        source:
          'https://github.com/modelpack/modctl/blob/main/docs/getting-started.md: past the machine’s own store',
        example: 'modctl build -t ghcr.io/octo/app:1 -f Modelfile . --output-remote',
        takes: spaced('-t --target -s --source -f --modelfile --concurrency --storage-dir --proxy'),
        finds: (args) =>
          args.has('--output-remote') ? push(args.last('-t', '--target'), OWN_OR_DOCKERS) : [],
      },
    ],
    log: { name: 'modctl', frame: /\bmodctl (?:push|build|attach)\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['kraft'],
    commands: [
      {
        words: ['pkg|package', 'push'],
        source: 'https://unikraft.org/docs/cli/reference/kraft/pkg/push',
        example: 'kraft pkg push ghcr.io/octo/app:1',
        takes: spaced('-M --as --format --runtime-dir --log-level --log-type'),
        // Without a name it is that of a project.
        finds: ({ positional: [image = ''] }) =>
          push(/^[^./].*[/:]/.test(image) ? image : HOLE, OWN_OR_DOCKERS),
      },
      {
        words: ['pkg|package'],
        source: 'https://unikraft.org/docs/cli/reference/kraft/pkg',
        example: 'kraft pkg --name ghcr.io/octo/app:1 --push .',
        takes: spaced(
          '-n --name --plat --arch -m --target --as --format --runtime --rootfs -K --kraftfile --strategy',
        ),
        finds: (args) => (args.has('--push', '-P') ? push(args.last('-n', '--name'), OWN_OR_DOCKERS) : []),
      },
    ],
    followsProject: true,
    log: { name: 'kraft', frame: /\bkraft (?:pkg|package)\b/ },
    hidesLogins: /^(?:login|run|cloud)$/,
  },
  one(
    'sealos',
    'push',
    'https://sealos.io/docs/k8s/reference/sealos/commands/push',
    'sealos push ghcr.io/octo/app:1',
    '--authfile --cert-dir --creds --compression-format -f --format --digestfile',
    (args) => pushesFirst(args).map((found) => ({ ...found, ...OWN_OR_DOCKERS })),
    { hidesLogins: /^(?:login|run)$/ },
  ),
  one(
    'ocm',
    'transfer',
    'https://ocm.software/docs/reference/ocm-cli/ocm-transfer/: below the last operand, by the names of the components',
    'ocm transfer componentversions ctf ghcr.io/octo',
    '--lookup --repo --type -t -c --constraints -s --script --scriptFile --uploader --upload-as',
    ocm,
  ),
  {
    names: ['cue'],
    commands: [
      {
        words: ['mod', 'publish'],
        source:
          'https://cuelang.org/docs/reference/modules/: CUE_REGISTRY; https://cuelang.org/docs/reference/command/cue-help-registryconfig/',
        example: 'CUE_REGISTRY=ghcr.io/octo cue mod publish v0.1.0',
        takes: [],
        finds: cueModule,
      },
    ],
    log: { name: 'cue', frame: /\bcue mod\b/ },
    hidesLogins: /^(?:cmd|login)$/,
  },
  {
    names: ['brew'],
    commands: [
      {
        words: ['pr-pull|pr-upload'],
        source: 'https://docs.brew.sh/Manpage, pr-pull, pr-upload; Library/Homebrew/github_packages.rb',
        example: 'brew pr-upload --root-url=https://ghcr.io/v2/octo/app',
        takes: BREW_TAKES,
        finds: bottles,
        elsewhere: /HOMEBREW_GITHUB_PACKAGES_TOKEN/,
      },
    ],
    log: { name: 'brew', frame: /\bbrew pr-(?:pull|upload)\b/ },
    hidesLogins: 'no',
  },
];

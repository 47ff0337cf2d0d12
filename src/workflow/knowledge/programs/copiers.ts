/** Programs that copy images and artifacts between registries: crane, regctl, regsync, oras. */
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { syncTargets } from '../project-files/regsync.js';
import {
  givenPassword,
  namedByOptions,
  pull,
  pullsFirst,
  push,
  pushesSecond,
  repositoryOf,
  secondOperand,
} from '../transfers.js';

const words = (text: string) => text.split(' ');

const LOGIN_OPTIONS = words('-u --username -p --password');

// ------------------------------------------------------------------- crane

const CRANE = 'https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc';
const CRANE_OPTIONS = words('--platform -j --jobs --set-base-image-annotations --annotation --label');
const APPEND_OPTIONS = words('-b --base -f --new_layer -t --new_tag --tag -o --output -m --manifest');

const CHANGE_OPTIONS = words(
  '-t --tag -o --output -a -l --append --cmd -e --env --entrypoint --exposed-ports --repo --set-platform -u --user -w ' +
    '--workdir --old_base --new_base',
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

const CRANE_COMMANDS: readonly KnownCommand[] = [
  {
    words: ['copy|cp'],
    source: `${CRANE}/crane_copy.md`,
    example: 'crane copy docker.io/library/x ghcr.io/octo/app',
    takes: CRANE_OPTIONS,
    finds: pushesSecond,
  },
  {
    words: ['push'],
    source: `${CRANE}/crane_push.md`,
    example: 'crane push app.tar ghcr.io/octo/app',
    takes: CRANE_OPTIONS,
    finds: pushesSecond,
  },
  {
    words: ['pull'],
    source: `${CRANE}/crane_pull.md`,
    takes: [...CRANE_OPTIONS, '--cache_path', '-c', '--format'],
    finds: pullsFirst,
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
    words: ['index', 'append'],
    source: `${CRANE}/crane_index_append.md`,
    example: 'crane index append -m ghcr.io/octo/app:a -t ghcr.io/octo/app:1',
    takes: [...CRANE_OPTIONS, ...APPEND_OPTIONS],
    finds: craneAppend,
  },
  {
    words: ['auth', 'login'],
    source: `${CRANE}/crane_auth_login.md`,
    takes: LOGIN_OPTIONS,
    signs: { way: 'in', stores: ['docker'], isUntried: true, onlyPiped: true, reads: 'line' },
  },
  {
    words: ['auth', 'logout'],
    source: `${CRANE}/crane_auth_logout.md`,
    takes: [],
    signs: { way: 'out', stores: ['docker'] },
  },
];

// ------------------------------------------------------------------ regctl

const REGCTL = 'https://github.com/regclient/regclient/blob/main/docs/regctl.md';
const REGCTL_OPTIONS = words(
  '--platform --platforms --logopt -v --verbosity --host --user-agent --media-type',
);
const PUT_OPTIONS = words('--ref --digest --subject --artifact-type --annotation -m -f --file');

const MOD_OPTIONS = words(
  '--create --annotation --annotation-base --build-arg-rm --config-cmd --config-entrypoint --config-time --data-max ' +
    '--env --expose-add --expose-rm --label --layer-add --layer-rm-created-by --layer-rm-index --layer-strip-file ' +
    '--layer-time --rebase-ref --time --volume-add --volume-rm',
);

/** `--create` names another image, or another tag of this one; without it `--replace` writes to this one. */
function regctlMod({ positional: [image], values, has }: Arguments): Found[] {
  const [created] = values('--create');
  if (created === undefined) return has('--replace') ? push(registryOnly(image)) : [];
  return push(registryOnly(created.includes('/') ? created : repositoryOf(image)));
}

/** `ocidir://…` and `ocifile://…` are folders. */
function registryOnly(reference: string | undefined): string | undefined {
  return reference?.includes('://') ? undefined : reference;
}

const REGCTL_COMMANDS: readonly KnownCommand[] = [
  {
    words: ['image', 'copy|cp'],
    source: REGCTL,
    example: 'regctl image copy docker.io/library/x ghcr.io/octo/app',
    takes: REGCTL_OPTIONS,
    finds: (args) => [...pull(registryOnly(args.positional[0])), ...push(registryOnly(secondOperand(args)))],
  },
  {
    words: ['index|manifest|artifact', 'create|put'],
    source: REGCTL,
    example: 'regctl index create ghcr.io/octo/app:1 --ref ghcr.io/octo/app:a',
    takes: [...REGCTL_OPTIONS, ...PUT_OPTIONS],
    finds: ({ positional, values }) => push(registryOnly(positional[0] ?? values('--subject')[0])),
  },
  {
    words: ['image', 'mod'],
    source: 'https://regclient.org/cli/regctl/image/mod/',
    example: 'regctl image mod ghcr.io/octo/app:1 --label a=b --create ghcr.io/octo/app:2',
    takes: [...REGCTL_OPTIONS, ...MOD_OPTIONS],
    finds: regctlMod,
  },
  {
    words: ['image', 'import'],
    source: REGCTL,
    example: 'regctl image import ghcr.io/octo/app:1 app.tar',
    takes: REGCTL_OPTIONS,
    finds: ({ positional }) => push(registryOnly(positional[0])),
  },
  {
    words: ['registry', 'login'],
    source: REGCTL,
    takes: words('-u --user -p --pass -v --verbosity --logopt'),
    signs: { way: 'in', stores: ['regctl'], isUntried: true },
  },
  { words: ['registry', 'logout'], source: REGCTL, takes: [], signs: { way: 'out', stores: ['regctl'] } },
];

// ----------------------------------------------------------------- regsync

const REGSYNC = 'https://regclient.org/usage/regsync/';

/** Its file has the registries' credentials too. */
function regsync(args: Arguments, { file }: Surroundings): Found[] {
  const { values } = args;
  const text = !isSync(args) ? null : file(values('-c', '--config').at(-1) ?? '');
  return text === null ? [] : syncTargets(text).flatMap((each) => push(each, { mayBeConfigured: true }));
}

/** `check` only tells what it would do. */
function isSync({ positional: [verb] }: Arguments): boolean {
  return verb === 'once' || verb === 'server';
}

// -------------------------------------------------------------------- oras

const ORAS = 'https://oras.land/docs/commands';
const ORAS_OPTIONS = [
  ...words('-u --username -p --password --registry-config --artifact-type -a --annotation'),
  ...words('--annotation-file --config --concurrency --platform --export-manifest --format'),
  ...words('--image-spec --from-username --from-password --to-username --to-password --ca-file'),
  ...words('--from-registry-config --to-registry-config --distribution-spec --template'),
  ...words('--media-type --size --subject'),
];

function oras({ positional, values, has }: Arguments, target: string | undefined): Found[] {
  if (has('--oci-layout', '--to-oci-layout', '--dry-run') || positional.length === 0) return [];
  const elsewhere = values('--registry-config', '--to-registry-config').length > 0 || has('--password-stdin');
  return tagged(target).flatMap((each) =>
    push(each, {
      ...givenPassword(...values('-p', '--password', '--to-password')),
      ...(elsewhere ? { mayBeConfigured: true } : {}),
    }),
  );
}

/** `NAME:TAG,TAG` is a reference for each tag. */
function tagged(target: string | undefined): (string | undefined)[] {
  const [, name = '', tags] = /^(.*?:)([^/:@]*,[^/:@]*)$/s.exec(target ?? '') ?? [];
  return tags === undefined ? [target] : tags.split(',').map((tag) => name + tag);
}

/** An oras command that pushes to its first operand. */
const orasFirst = (begins: string[], page: string, rest: string): KnownCommand => ({
  words: begins,
  source: `${ORAS}/${page}`,
  example: `oras ${begins.map((each) => each.split('|')[0]).join(' ')} ghcr.io/octo/app:1 ${rest}`,
  takes: ORAS_OPTIONS,
  finds: (args) => oras(args, args.positional[0]),
});

const ORAS_COMMANDS: readonly KnownCommand[] = [
  orasFirst(['push'], 'oras_push', 'a.txt'),
  orasFirst(['attach'], 'oras_attach', '--artifact-type a/b a.txt'),
  orasFirst(['blob|manifest', 'push'], 'oras_blob_push', 'a.txt'),
  orasFirst(['manifest', 'index', 'create'], 'oras_manifest_index_create', 'linux-amd64'),
  {
    words: ['cp|copy'],
    source: `${ORAS}/oras_cp`,
    example: 'oras cp docker.io/library/x ghcr.io/octo/app',
    takes: ORAS_OPTIONS,
    finds: (args) => oras(args, secondOperand(args)),
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
    takes: [...ORAS_OPTIONS, '-o', '--output'],
    finds: pullsFirst,
  },
  {
    words: ['login'],
    source: `${ORAS}/oras_login`,
    takes: [...LOGIN_OPTIONS, '--registry-config', '--ca-file', '--identity-token'],
    signs: { way: 'in', stores: ['docker'], file: '--registry-config', reads: 'line' },
  },
  { words: ['logout'], source: `${ORAS}/oras_logout`, takes: [], signs: { way: 'out', stores: ['docker'] } },
];

export const COPIERS: readonly Program[] = [
  {
    names: ['oras'],
    images: ['ghcr.io/oras-project/oras'],
    commands: ORAS_COMMANDS,
    looks: ['manifest fetch', 'resolve'],
    log: { name: 'oras', frame: /\boras\b|response status code \d|Error response from registry: /i },
    hidesLogins: 'no',
  },
  {
    names: ['regctl'],
    client: 'regctl',
    images: ['ghcr.io/regclient/regctl', 'regclient/regctl'],
    commands: REGCTL_COMMANDS,
    looks: ['manifest (?:get|head|diff)', 'image (?:digest|inspect|manifest|check-base)', 'tag ls'],
    log: { name: 'regctl', frame: /\bregctl\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['regsync'],
    client: 'regctl',
    images: ['ghcr.io/regclient/regsync', 'regclient/regsync'],
    commands: [
      {
        // Its options stand before the verb.
        words: [],
        source: REGSYNC,
        example: 'regsync -c regsync.yml once',
        takes: words('-c --config --logopt -v --verbosity'),
        finds: regsync,
        saysPush: isSync,
        elsewhere: /\bregsync\b/,
      },
    ],
    log: { name: 'regsync', frame: /\bregsync\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['crane', 'gcrane'],
    client: 'ggcr',
    images: ['gcr.io/go-containerregistry/crane', 'gcr.io/go-containerregistry/gcrane'],
    options: ['--platform', '-v'],
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

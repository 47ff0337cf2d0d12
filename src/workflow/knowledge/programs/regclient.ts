/** Programs of regclient: regctl, one command at a time, and regsync, by a file that names what is to be copied. */
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { syncTargets } from '../project-files/regsync.js';
import { copied, push, repositoryOf, secondOperand, spaced } from '../transfers/transfers.js';

// ------------------------------------------------------------------ regctl

const REGCTL = 'https://github.com/regclient/regclient/blob/main/docs/regctl.md';
const REGCTL_OPTIONS = spaced(
  '--platform --platforms --logopt -v --verbosity --host --user-agent --media-type',
);
const PUT_OPTIONS = spaced('--ref --digest --subject --artifact-type --annotation -m -f --file');

const MOD_OPTIONS = spaced(
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
    most: 2,
    finds: (args) => [
      ...copied(registryOnly(args.positional[0])),
      ...push(registryOnly(secondOperand(args))),
    ],
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
    takes: spaced('-u --user -p --pass -v --verbosity --logopt'),
    signs: { way: 'in', stores: ['regctl'], isUntried: true },
  },
  { words: ['registry', 'logout'], source: REGCTL, takes: [], signs: { way: 'out', stores: ['regctl'] } },
];

// ----------------------------------------------------------------- regsync

const REGSYNC = 'https://regclient.org/usage/regsync/';

/** Its file has the registries' credentials too. */
function regsync(args: Arguments, { file }: Surroundings): Found[] {
  const { last } = args;
  const text = !isSync(args) ? null : file(last('-c', '--config') ?? '');
  return text === null ? [] : syncTargets(text).flatMap((each) => push(each, { mayBeConfigured: true }));
}

/** `check` only tells what it would do. */
function isSync({ positional: [verb] }: Arguments): boolean {
  return verb === 'once' || verb === 'server';
}

export const REGCLIENT_PROGRAMS: readonly Program[] = [
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
        takes: spaced('-c --config --logopt -v --verbosity'),
        finds: regsync,
        saysPush: isSync,
        elsewhere: /\bregsync\b/,
      },
    ],
    log: { name: 'regsync', frame: /\bregsync\b/ },
    hidesLogins: 'no',
  },
];

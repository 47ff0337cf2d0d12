/** Programs of Kubernetes, Crossplane, CNAB, KCL and wasm that push their packages to the address that they are given. */
import { HOLE } from '../../language/values.js';
import type { Arguments } from '../arguments.js';
import type { Found, Surroundings } from '../clients.js';
import type { KnownCommand, Program } from '../program.js';
import { inFolder } from '../project-files/files.js';
import { yamlFields } from '../project-files/parsed.js';
import { ociOperand, ociPush, ociUrl } from '../transfers/oci-addresses.js';
import { copied, push, pushesFirst, pushesSecond, secondOperand, spaced } from '../transfers/transfers.js';

const KUSTOMIZER = 'https://github.com/stefanprodan/kustomizer/tree/main/cmd/kustomizer';

const kustomizer = (command: string, rest: string): KnownCommand => ({
  words: [command, 'artifact'],
  source: KUSTOMIZER,
  example: `kustomizer ${command} artifact oci://ghcr.io/octo/app:1 ${rest}`,
  takes: spaced('-f --filename -k --kustomize -p --patch --timeout --kubeconfig --context -n --namespace'),
  finds: ({ positional }) => ociPush(ociOperand(positional, 0)),
});

/** Without options the manifest names the registry, and the bundle in it (porter.sh/docs/bundle/manifest/file-format/). */
function porter({ values, last }: Arguments, { file }: Surroundings): Found[] {
  const [reference] = values('-r', '--reference');
  if (reference !== undefined) return push(reference);
  const text =
    values('-a', '--archive').length > 0
      ? null
      : file(last('-f', '--file') ?? inFolder(last('-d', '--dir') ?? '', 'porter.yaml'));
  const manifest = yamlFields(text);
  const written = (name: string) =>
    typeof manifest?.[name] === 'string' ? String(manifest[name]) : undefined;
  const registry = last('--registry');
  const name = written('name');
  if (registry !== undefined) return name ? push(`${registry}/${name}`) : push(registry, { isPrefix: true });
  const own = written('reference');
  if (own !== undefined) return push(own);
  const [inFile] = [written('registry')].flatMap((each) => (each && name ? `${each}/${name}` : []));
  return push(inFile);
}

/**
 * An address; without one the name goes below the registry and the folder of two variables, or of kpm's settings, which nobody reads here:
 * GHCR at first (github.com/kcl-lang/kpm, pkg/settings). Whether it looks into docker's file depends on its version.
 */
function kclModule({ positional: [address] }: Arguments, { variable }: Surroundings): Found[] {
  const own = { mayBeConfigured: true } as const;
  if (address !== undefined) return push(ociUrl(address), own);
  const [host, folder] = [variable('KPM_REG'), variable('KPM_REPO')];
  const runs = host ? 'yes' : 'unknown';
  return push(`${host || 'ghcr.io'}/${folder || HOLE}/${HOLE}`, { ...own, runs });
}

export const PACKAGERS: readonly Program[] = [
  {
    names: ['kustomizer'],
    client: 'ggcr',
    commands: [kustomizer('push', '-k deploy'), kustomizer('tag', 'latest')],
    log: { name: 'kustomizer', frame: /\bkustomizer\b/ },
    hidesLogins: 'no',
  },
  {
    // Its own login is for Upbound's registry; of others it has docker's.
    names: ['up'],
    client: 'ggcr',
    hasOwnDefault: true,
    commands: [
      {
        words: ['xpkg', 'push'],
        source: 'https://github.com/upbound/up/blob/main/cmd/up/xpkg/push.go',
        example: 'up xpkg push ghcr.io/octo/app:1 -f app.xpkg',
        takes: spaced('-f --package --domain --profile -a --account --organization'),
        finds: pushesFirst,
      },
    ],
    log: { name: 'up', frame: /\bup xpkg\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['porter'],
    commands: [
      {
        words: ['publish'],
        source: 'https://porter.sh/cli/porter_publish/',
        example: 'porter publish --reference ghcr.io/octo/app:1',
        takes: spaced(
          '-a --archive -d --dir -f --file -r --reference --registry --tag --experimental --verbosity',
        ),
        finds: porter,
        // An archive says itself what it is called.
        saysPush: () => true,
        elsewhere: /\bporter\s+publish\b/,
      },
      {
        words: ['copy'],
        source: 'https://porter.sh/cli/porter_copy/: below a registry alone by its own name',
        example: 'porter copy --source docker.io/library/x:1 --destination ghcr.io/octo/app:1',
        takes: spaced('--source --destination --experimental --verbosity'),
        finds: ({ values }) => {
          const [to] = values('--destination');
          const below = /^[^/]*\/?[^/]*$/.test(to ?? '') ? { isPrefix: true } : {};
          return [...copied(values('--source')[0]), ...push(to, below)];
        },
      },
    ],
    followsProject: true,
    log: { name: 'porter', frame: /\bporter (?:publish|copy)\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['kcl'],
    client: 'kcl',
    commands: [
      {
        words: ['mod', 'push'],
        source: 'https://www.kcl-lang.io/docs/tools/cli/package-management/command-reference/push',
        example: 'kcl mod push oci://ghcr.io/octo/app',
        takes: ['--tar_path'],
        finds: kclModule,
      },
      {
        words: ['registry', 'login'],
        source: 'https://www.kcl-lang.io/docs/tools/cli/package-management/command-reference/login',
        takes: spaced('-u --username -p --password'),
        signs: { way: 'in', stores: ['kcl'] },
      },
      {
        words: ['registry', 'logout'],
        source: 'https://www.kcl-lang.io/docs/tools/cli/package-management/command-reference/logout',
        takes: [],
        signs: { way: 'out', stores: ['kcl'] },
      },
    ],
    log: { name: 'kcl', frame: /\bkcl (?:mod|registry)\b/ },
    hidesLogins: 'no',
  },
  {
    // As it was called before it was a part of kcl.
    names: ['kpm'],
    client: 'kcl',
    commands: [
      {
        words: ['push'],
        source: 'https://www.kcl-lang.io/docs/0.6/tools/cli/package-management/command-reference/push',
        example: 'kpm push oci://ghcr.io/octo/app',
        takes: ['--tar_path'],
        finds: kclModule,
      },
    ],
    log: { name: 'kpm', frame: /\bkpm push\b/ },
    hidesLogins: /^(?:login|reg)$/,
  },
  {
    names: ['wasm-to-oci'],
    commands: [
      {
        words: ['push'],
        source: 'https://github.com/engineerd/wasm-to-oci#readme',
        example: 'wasm-to-oci push app.wasm ghcr.io/octo/app:1',
        takes: [],
        finds: pushesSecond,
      },
    ],
    log: { name: 'wasm-to-oci', frame: /\bwasm-to-oci\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['yoke'],
    client: 'ggcr',
    commands: [
      {
        words: ['stow|push'],
        source: 'https://yokecd.github.io/docs/',
        example: 'yoke stow app.wasm oci://ghcr.io/octo/app:1',
        takes: [],
        finds: (args) => push(ociUrl(secondOperand(args))),
      },
    ],
    log: { name: 'yoke', frame: /\byoke (?:stow|push)\b/ },
    hidesLogins: 'no',
  },
];

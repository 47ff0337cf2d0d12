/** Programs for which a registry is a store of what something else runs: templates, agents, gadgets, modules of platforms. */
import type { Arguments } from '../../arguments.js';
import type { Found } from '../../clients.js';
import type { KnownCommand, Program } from '../../program.js';
import { ociPush } from '../../transfers/oci-addresses.js';
import {
  passwordOfPair,
  push,
  pushesFirst,
  pushesSecond,
  secondOperand,
  spaced,
} from '../../transfers/transfers.js';
import { OWN_OR_DOCKERS, one } from './shared.js';

/** Bicep's target is `br:HOST/PATH:TAG`; `br/NAME:` is a registry that a file of settings names, `ts:` a template spec, and a path an archive. */
function bicepTarget(args: Arguments): Found[] {
  const target = args.last('--target', '-t') ?? '';
  return /^(?:ts:|br\/|\.{0,2}\/|[\w.-]+\.tgz$)/.test(target)
    ? []
    : push(target.replace(/^br:/, ''), OWN_OR_DOCKERS);
}

const BICEP_TAKES = spaced('-f --file -t --target --from-file --documentation-uri -d --config -o --output');

/** The command of Bicep that others have, too. */
const bicepCommand = (words: readonly string[], source: string, program: string): KnownCommand => ({
  words: [...words, 'publish|publish-extension'],
  source,
  example: `${program} publish --file main.bicep --target br:ghcr.io/octo/app:1`,
  takes: BICEP_TAKES,
  finds: bicepTarget,
});

export const DEFINITIONS: readonly Program[] = [
  {
    names: ['az'],
    commands: [
      bicepCommand(['bicep'], 'https://learn.microsoft.com/cli/azure/bicep#az-bicep-publish', 'az bicep'),
    ],
    log: { name: 'az bicep', frame: /\baz bicep publish\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['rad'],
    commands: [
      bicepCommand(['bicep'], 'https://docs.radapp.io/reference/cli/rad_bicep_publish', 'rad bicep'),
    ],
    log: { name: 'rad', frame: /\brad bicep\b/ },
    hidesLogins: 'no',
  },
  // Behind those whose lines name it, too.
  {
    names: ['bicep'],
    commands: [
      bicepCommand(
        [],
        'https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#publish',
        'bicep',
      ),
    ],
    log: { name: 'bicep', frame: /\bbicep publish\b/ },
    hidesLogins: 'no',
  },
  {
    names: ['cagent'],
    commands: [
      {
        words: ['push'],
        source: 'https://docs.docker.com/ai/cagent/sharing-agents',
        example: 'cagent push agent.yaml ghcr.io/octo/app:1',
        takes: [],
        most: 2,
        finds: pushesSecond,
      },
      {
        words: ['share', 'push'],
        source: 'https://docs.docker.com/ai/docker-agent/sharing-agents',
        example: 'cagent share push agent.yaml ghcr.io/octo/app:1',
        takes: ['--key'],
        most: 2,
        finds: pushesSecond,
      },
    ],
    log: { name: 'cagent', frame: /\bcagent (?:share )?push\b/ },
    hidesLogins: 'no',
  },
  one(
    'ramalama',
    'push',
    'https://github.com/containers/ramalama/blob/main/docs/ramalama-push.1.md: with podman, or docker',
    'ramalama push app oci://ghcr.io/octo/app:1',
    '--authfile --type --carimage --rag-image',
    ({ positional }) => push(positional.at(-1)?.replace(/^(?:oci|docker):\/\//, ''), OWN_OR_DOCKERS),
    { hidesLogins: /^login$/ },
  ),
  one(
    'ig',
    'image push',
    'https://inspektor-gadget.io/docs/latest/reference/ig#image: --authfile, else the files of podman and docker',
    'ig image push ghcr.io/octo/app:1',
    '--authfile',
    (args) => pushesFirst(args).map((found) => ({ ...found, ...OWN_OR_DOCKERS })),
    { hidesLogins: /^login$/ },
  ),
  one(
    'kusion',
    'mod push',
    'https://kusionstack.github.io/docs/reference/commands/kusion-mod-push: below the address, by the name of the module',
    'kusion mod push . oci://ghcr.io/octo',
    '-a --annotations --cosign-key --creds --os-arch --provider --sign --version',
    (args) =>
      ociPush(secondOperand(args) ?? '', {
        isPrefix: true,
        ...passwordOfPair(...args.values('--creds')),
        ...(args.has('--creds') ? {} : OWN_OR_DOCKERS),
      }),
  ),
];

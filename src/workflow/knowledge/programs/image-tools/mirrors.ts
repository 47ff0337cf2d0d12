/** Programs that copy images as a file of the project says, each with logins of that file or of another one; and ctr, which has none. */
import { HOLE } from '../../../language/values.js';
import type { Arguments } from '../../arguments.js';
import type { Found, Surroundings } from '../../clients.js';
import type { Program } from '../../program.js';
import { dregsyTargets, type MirrorTarget, syncerTargets } from '../../project-files/mirror-lists.js';
import { passwordOfPair, push, spaced } from '../../transfers/transfers.js';
import { OWN_OR_DOCKERS, one } from './shared.js';

/** What such a file names; of one that nobody reads something is pushed all the same. */
function mirrored(targets: MirrorTarget[] | null): Found[] {
  return (targets ?? [{ image: HOLE }]).flatMap(({ image, ...own }) =>
    push(image, { ...OWN_OR_DOCKERS, ...own }),
  );
}

/** Without a list each of them ends. */
function imageSyncer(args: Arguments, around: Surroundings): Found[] {
  const [list, auths] = [args.last('--images', '--config'), args.last('--auth')];
  if (list === undefined) return [];
  return mirrored(syncerTargets(around.file(list), auths && around.file(auths), around));
}

function dregsy(args: Arguments, { file }: Surroundings): Found[] {
  const joined = args.words.find((each) => /^--?config=/.test(each))?.replace(/^.*?=/, '');
  const list = args.last('-config', '--config') ?? joined;
  return list === undefined ? [] : mirrored(dregsyTargets(file(list)));
}

/** `ctr images push REMOTE [LOCAL]`: it knows no login but that of its option. */
function ctr(args: Arguments): Found[] {
  const own = passwordOfPair(...args.values('-u', '--user'));
  const isOfHosts = args.values('--hosts-dir').length > 0;
  return push(args.positional[0], isOfHosts ? OWN_OR_DOCKERS : { reads: [], ...own });
}

export const MIRRORS: readonly Program[] = [
  one(
    'image-syncer',
    '',
    'https://github.com/AliyunContainerService/image-syncer#usage',
    'image-syncer --images images.yaml',
    '--auth --images --config --proc -p --retries -r --registry --namespace --os --arch --output-success-images --output-images-format --log',
    imageSyncer,
    {
      followsProject: true,
      elsewhere: /\bimage-syncer\b/,
      log: { name: 'image-syncer', frame: /\bimage-syncer\b/ },
    },
  ),
  one(
    'dregsy',
    '',
    'https://github.com/xelalexv/dregsy#usage',
    'dregsy -config dregsy.yaml',
    '-config --config -run --run',
    dregsy,
    { followsProject: true, elsewhere: /\bdregsy\b/, log: { name: 'dregsy', frame: /\bdregsy\b/ } },
  ),
  {
    names: ['ctr'],
    options: spaced('-n --namespace -a --address --timeout --connect-timeout'),
    commands: [
      {
        words: ['images|image|i', 'push'],
        source: 'https://github.com/containerd/containerd/blob/main/cmd/ctr/commands/images/push.go',
        example: 'ctr images push --user octo:${{ github.token }} ghcr.io/octo/app:1',
        takes: spaced(
          '-u --user --platform --manifest --manifest-type --max-concurrent-uploaded-layers --hosts-dir --tlscacert --tlscert --tlskey --refresh',
        ),
        finds: ctr,
      },
    ],
    log: { name: 'ctr', frame: /\bctr:|\bctr (?:-n \S+ )?i(?:mages?)? / },
    hidesLogins: 'no',
  },
];

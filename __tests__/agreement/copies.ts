/** Images that a later step copies from one package to another: what may not be read is not pushed either. */
import {
  accepted,
  build,
  copies,
  JOBS,
  type LaterSteps,
  login,
  logsIn,
  OWN_PAT,
  pushes,
  refused,
  script,
} from './later-row.js';

const APP = 'octo-org/app:2';
const PRIVATE = 'octo-org/foreign:1';
const COPY = 'crane copy ghcr.io/octo-org/foreign:1 ghcr.io/octo-org/app:2';
const SKOPEO = 'docker://ghcr.io/octo-org/foreign:1 docker://ghcr.io/octo-org/app:2';
/** A step of several lines. */
const lines = (...run: string[]) => `- run: |\n${run.map((line) => `    ${line}\n`).join('')}`;
/** Of one target, which pulls and then pushes. */
const makefile = (pull: string) => `release:\n\t${pull}\n\tdocker push ghcr.io/octo-org/app:2\n`;

const UNREADABLE = refused('package-read-refused', copies(PRIVATE, APP));

export const COPIES: readonly LaterSteps[] = [
  {
    name: 'a copy of a private package of another repository',
    steps: script(COPY),
    ...UNREADABLE,
    at: /crane copy/,
  },
  {
    name: 'the same by skopeo',
    steps: script(`skopeo copy --all ${SKOPEO}`),
    ...refused('package-read-refused', copies(PRIVATE, APP, 'skopeo')),
  },
  { name: 'the same by oras', steps: script(COPY.replace('crane copy', 'oras cp -r')), ...UNREADABLE },
  { name: 'the same by regctl', steps: script(COPY.replace('crane', 'regctl image')), ...UNREADABLE },
  {
    name: 'an index of a private package of another repository',
    steps: script('docker buildx imagetools create -t ghcr.io/octo-org/app:2 ghcr.io/octo-org/foreign:1'),
    ...UNREADABLE,
  },
  {
    name: 'a copy with a signature, to a name without a tag',
    steps: script('cosign copy ghcr.io/octo-org/foreign:1 ghcr.io/octo-org/app'),
    ...UNREADABLE,
  },
  {
    name: 'a copy that finds a later login with the same token',
    steps: login(JOBS) + script(COPY),
    ...refused('package-read-refused', logsIn('jobWrite'), copies(PRIVATE, APP)),
  },
  {
    name: 'a copy by a token that may read the other package',
    ghcr: 'owner',
    own: OWN_PAT,
    steps: script(COPY),
    ...accepted(copies(PRIVATE, APP)),
  },
  {
    name: 'a copy of a public package of another repository',
    steps: script(COPY.replace('foreign', 'foreign-public')),
    ...accepted(copies('octo-org/foreign-public:1', APP)),
  },
  {
    name: 'a copy within one package',
    steps: script(COPY.replace('foreign:1', 'app:1.4.0')),
    ...accepted(copies('octo-org/app:1.4.0', APP)),
  },
  {
    name: 'a copy of what nobody has pushed yet',
    steps: script(COPY.replace('foreign', 'made-by-then')),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a copy with a login for its source alone',
    steps: script(`skopeo copy --src-creds x:\${{ secrets.READER }} ${SKOPEO}`),
    ...accepted(pushes(APP)),
  },
  {
    name: 'the same by oras, of another user',
    steps: script(
      COPY.replace('crane copy', 'oras cp --from-username x --from-password ${{ secrets.READER }}'),
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull that may fail, beside a push',
    steps: script('docker pull ghcr.io/octo-org/foreign:1 || true; docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull of a private package, of which the push is made',
    steps: script('docker pull ghcr.io/octo-org/foreign:1 && docker push ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
    at: /docker pull/,
  },
  {
    name: 'the same in a step of its own, by podman',
    steps: script('podman pull ghcr.io/octo-org/foreign:1') + script('podman push ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
  },
  {
    name: 'a pull by a token that may read the other package',
    ghcr: 'owner',
    own: OWN_PAT,
    steps: script('docker pull ghcr.io/octo-org/foreign:1 && docker push ghcr.io/octo-org/app:2'),
    ...accepted(copies(PRIVATE, APP)),
  },
  {
    name: 'a pull in a step that may fail, before a push',
    steps: `${script('docker pull ghcr.io/octo-org/foreign:1')}  continue-on-error: true\n${script('docker push ghcr.io/octo-org/app:2')}`,
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull before a push that is made in any case',
    steps: `${script('docker pull ghcr.io/octo-org/foreign:1')}${script('docker push ghcr.io/octo-org/app:2')}  if: always()\n`,
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull in front of a list that ends there, before a push',
    steps: script('docker pull ghcr.io/octo-org/foreign:1 && echo there; docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull that is tried again, before a push',
    steps: lines(
      'for i in 1 2 3; do',
      '  docker pull ghcr.io/octo-org/foreign:1 && break',
      '  sleep 1',
      'done',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull that should not go through, before a push',
    steps: lines('! docker pull ghcr.io/octo-org/foreign:1', 'docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull in a recipe of make, before a push',
    steps: script('make release'),
    files: { Makefile: makefile('docker pull ghcr.io/octo-org/foreign:1') },
    ...UNREADABLE,
  },
  {
    name: 'a pull in a recipe of make that ends there alone',
    steps: script('make release'),
    files: { Makefile: makefile('docker pull ghcr.io/octo-org/foreign:1; true') },
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull in a recipe of make that goes on',
    steps: script('make release'),
    files: { Makefile: makefile('-@docker pull ghcr.io/octo-org/foreign:1') },
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull in a recipe of a make that passes over what fails',
    steps: script('make -i release'),
    files: { Makefile: makefile('docker pull ghcr.io/octo-org/foreign:1') },
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull in a script that looks after other failures',
    steps: lines(
      'docker pull ghcr.io/octo-org/foreign:1',
      'docker rm old || true',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...UNREADABLE,
  },
  {
    name: 'a digest that is asked for, before a push',
    steps: lines('crane digest ghcr.io/octo-org/foreign:1', 'docker push ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
    at: /crane digest/,
  },
  {
    name: 'a look at an image in a step of its own, before a build',
    steps: script('skopeo inspect docker://ghcr.io/octo-org/foreign:1') + build('ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
  },
  {
    name: 'a look whether an image is there, before a push',
    steps: lines(
      'if docker manifest inspect ghcr.io/octo-org/foreign:1 > /dev/null; then echo there; fi',
      'docker buildx imagetools inspect ghcr.io/octo-org/foreign:1 || echo none',
      'echo "digest=$(crane digest ghcr.io/octo-org/foreign:1)" >> "$GITHUB_OUTPUT"',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a digest that is kept in a variable, before a push',
    steps: lines(
      'DIGEST="x-$(set -u; crane digest ghcr.io/octo-org/foreign:1)"',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...UNREADABLE,
    at: /crane digest/,
  },
  {
    name: 'a digest that a function tells, before a push',
    steps: lines(
      'digest() { crane digest "$1"; }',
      'DIGEST=$(digest ghcr.io/octo-org/foreign:1)',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...UNREADABLE,
  },
  {
    name: 'what is pulled is kept in a variable, before a push',
    steps: lines('ID=$(docker pull -q ghcr.io/octo-org/foreign:1)', 'docker push ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
  },
  {
    name: 'digests of which none ends the script, before a push',
    steps: lines(
      'A=$(crane digest ghcr.io/octo-org/foreign:1) || true',
      'B=$(crane digest ghcr.io/octo-org/foreign:1 || echo none)',
      'C=$(crane digest ghcr.io/octo-org/foreign:1; echo)',
      'D=$(crane digest ghcr.io/octo-org/foreign:1 | cut -c1-20)',
      'E=$(crane digest ghcr.io/octo-org/foreign:1) F=$(date)',
      'export G=$(crane digest ghcr.io/octo-org/foreign:1)',
      'H=$(crane digest ghcr.io/octo-org/foreign:1) env > /dev/null',
      'if I=$(crane digest ghcr.io/octo-org/foreign:1); then echo there; fi',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a look in front of a push in its list',
    steps: script(
      'docker manifest inspect ghcr.io/octo-org/foreign:1 > /dev/null && docker push ghcr.io/octo-org/app:2',
    ),
    ...UNREADABLE,
  },
  {
    name: 'a look in front of a push that is made where it is refused',
    steps: script("'! crane digest ghcr.io/octo-org/foreign:1 && docker push ghcr.io/octo-org/app:2'"),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a look with a login of its own, before a push',
    steps: lines(
      'skopeo inspect --creds x:${{ secrets.READER }} docker://ghcr.io/octo-org/foreign:1',
      'docker push ghcr.io/octo-org/app:2',
    ),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a look at an image of the machine, before a push',
    steps: lines('skopeo inspect oci:image', 'docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a pull behind the push',
    steps: script('docker push ghcr.io/octo-org/app:2') + script('docker pull ghcr.io/octo-org/foreign:1'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a container of a private image, which may be on the machine, before a push',
    steps: script('docker run ghcr.io/octo-org/foreign:1') + script('docker push ghcr.io/octo-org/app:2'),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a copy, and a push where it is refused',
    steps: script(`${COPY} || docker push ghcr.io/octo-org/app:2`),
    ...accepted(pushes(APP)),
  },
  {
    name: 'a copy, and another one where it is refused',
    steps: script(`${COPY} || ${COPY.replace('foreign', 'foreign-public')}`),
    ...accepted(copies('octo-org/foreign-public:1', APP)),
  },
  {
    name: 'a copy to an image that is asked about',
    own: 'images: ghcr.io/octo-org/app:2',
    inputs: { images: APP },
    steps: script(COPY),
    ...UNREADABLE,
  },
  {
    name: 'a pull before the push of an image that is asked about',
    own: 'images: ghcr.io/octo-org/app:2',
    inputs: { images: APP },
    steps: script('docker pull ghcr.io/octo-org/foreign:1 && docker push ghcr.io/octo-org/app:2'),
    ...UNREADABLE,
  },
  {
    name: 'a copy beside the image that is asked about',
    own: 'images: ghcr.io/octo-org/app:2',
    inputs: { images: APP },
    steps:
      script('docker push ghcr.io/octo-org/app:2') +
      script('crane copy ghcr.io/octo-org/foreign:1 ghcr.io/octo-org/granted:2'),
    ...accepted(pushes(APP)),
  },
];

/** A server on which `deploy.sh` is run as it stands, with docker as far as it needs one. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Lab } from '../../src/lab/lab.js';
import type { Report } from '../../src/report/report.js';
import { DIST } from '../agreement/enact.js';
import { findClient } from '../lab/clients.js';
import { TOKEN, type TokenName, withTokens } from './github.js';
import { start } from './stand-ins.js';

/** What somebody has set up there by hand. */
export interface ServerSettings {
  /** Lines of `.env.production`; in which `{name}` is the token of that name. */
  env?: Record<string, string>;
  /** Whose token a `docker login` of long ago has left. */
  login?: TokenName;
}

const USUAL = { GHCR_USER: 'octo-org', REPOSITORY: 'shop', TAG: 'latest', GHCR_TOKEN: '{read-only}' };

export interface Deployed {
  code: number;
  /** With `ghcr.io` for the lab. */
  log: string;
  /** What `check` said; null: it was not asked. */
  report: Report | null;
}

/** In the place of docker: a real login, and compose's pull by crane, image after image. */
const docker = (crane: string) => `#!/bin/bash
if [ "$1" = login ]; then exec ${findClient('docker') ?? 'skopeo'} "$@"${findClient('docker') ? '' : ' --tls-verify=false'}; fi
case "$*" in *" pull")
  sed -n 's/^ *image: //p' compose.yaml | while read -r image; do
    eval "image=$image"
    echo "+ docker pull $image"
    ${crane} manifest "$image" >/dev/null || exit 1
    echo "$image" >>"$PULLED"
  done
esac
`;

interface Deploying {
  /** The repository, with the lab's address. */
  checkout: string;
  home: string;
  lab: Lab;
  server: ServerSettings;
  node: string;
  /** Leaves the check out, as the script of former days did. */
  heedless: boolean;
}

export async function deploy({ checkout, home, lab, server, node, heedless }: Deploying): Promise<Deployed> {
  const bin = path.join(home, 'bin');
  const report = path.join(home, 'report.json');
  mkdirSync(bin, { recursive: true });
  mkdirSync(path.join(home, 'docker'));
  const auth = server.login && Buffer.from(`mona:${TOKEN[server.login]}`).toString('base64');
  writeFileSync(
    path.join(home, 'docker', 'config.json'),
    JSON.stringify(auth ? { auths: { [lab.registry]: { auth } } } : {}),
  );
  const lines = Object.entries({ ...USUAL, ...server.env }).map(
    ([name, value]) => `${name}=${withTokens(value)}\n`,
  );
  writeFileSync(path.join(checkout, '.env.production'), lines.join(''));
  const preflight = heedless ? 'exit 0' : `exec ${node} ${DIST}/cli/index.js "$@" --format json >${report}`;
  writeFileSync(path.join(bin, 'ghcr-preflight'), `#!/bin/bash\n${preflight}\n`, { mode: 0o755 });
  writeFileSync(path.join(bin, 'docker'), docker(findClient('crane') ?? 'crane'), { mode: 0o755 });
  const { code, output } = await start(home, 'sh', ['deploy.sh'], {
    cwd: checkout,
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      GITHUB_API_URL: lab.apiUrl,
      PULLED: path.join(home, 'pulled'),
    },
  });
  const log = output
    .replaceAll(lab.registry, 'ghcr.io')
    .split('\n')
    .filter((line) => !line.includes('trying next endpoint'));
  return {
    code,
    log: log.join('\n'),
    report: existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report) : null,
  };
}

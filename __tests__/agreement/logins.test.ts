/** Fact 1: a login proves that the registry knows the token, and nothing more. */
import { describe, expect, test } from '@jest/globals';
import { httpClient } from '../../src/evidence/http/http.js';
import { registryProbe } from '../../src/evidence/registry/probe.js';
import { parseReferences } from '../../src/evidence/registry/reference.js';
import { deadlineIn, TOTAL_BUDGET } from '../../src/evidence/registry/retry.js';
import { isAccepted } from '../../src/evidence/registry/verdict.js';
import type { ImageReference } from '../../src/evidence/types/reference.js';
import { startLab } from '../../src/lab/lab.js';
import { findClient } from '../lab/clients.js';
import { Heirs } from './enact.js';
import { agreementWorld, SECRETS, type Who } from './world.js';

const TOKENS: [Who, boolean][] = [
  ['owner', true],
  ['readOnly', true],
  ['dated', true],
  ['old', true],
  ['oauth', true],
  ['scopeless', true],
  ['fineGrained', true],
  ['appUser', true],
  ['app', true],
  ['jobWrite', true],
  ['jobNone', true],
  ['expired', false],
  ['outdated', false],
  ['refresh', false],
  ['garbage', false],
];

describe.each(['docker', 'podman'] as const)(
  'a login of %s succeeds with just the tokens that the probe calls accepted',
  (tool) => {
    const present = findClient(tool) ? test.concurrent : test.concurrent.skip;

    present.each(TOKENS)('the token «%s»: %s', async (who, accepted) => {
      const lab = await startLab(agreementWorld());
      const http = httpClient();
      const heirs = new Heirs(lab.registry, '{}');
      await heirs.open();
      try {
        const probe = registryProbe(lab.registry, http, deadlineIn(TOTAL_BUDGET));
        const { references } = parseReferences('octo-org/app:2', { registry: lab.registry, owner: null });
        const [image] = references as [ImageReference];
        const answers = await Promise.all(
          (['push', 'pull'] as const).map((access) =>
            probe.ask(image, access, { username: 'mona', secret: SECRETS[who] }),
          ),
        );
        const { code, output } = await heirs.login(tool, SECRETS[who]);
        expect({
          accepted: answers.map((answer) => isAccepted([answer])),
          loggedIn: code === 0,
          output,
        }).toMatchObject({ accepted: [accepted, accepted], loggedIn: accepted });
      } finally {
        http.close();
        await heirs.close();
        await lab.close();
      }
    });
  },
);

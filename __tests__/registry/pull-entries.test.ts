/** The addresses of a pull secret that somebody meant for the registry. */
import { describe, expect, test } from '@jest/globals';
import { pullEntries } from '../../src/evidence/credentials/pull-secret-entry.js';

const faultsOf = (key: string, registry = 'ghcr.io') =>
  pullEntries({ [key]: { auth: '' } }, registry, false).faults[0];

describe('an address that is not taken for the registry', () => {
  test.each([
    'ghrc.io',
    'gchr.io',
    'ghcr.com',
    'https://GHRC.io/v1/',
    'ghcr.oi',
    'ghcri.io',
    'ghr.io/octo',
    'ghcr.github.com',
    'grcr.io:443',
    'docker.pkg.github.com',
    'https://github.com',
    'ghcr.io.example',
  ])('%s was meant for it', (key) =>
    expect(faultsOf(key)).toEqual({ kind: 'address', given: key, works: false }),
  );

  test.each(['https://ghe.example', 'docker.ghe.example', 'containers.ghe.example.org/v1'])(
    '%s was meant for that of a server of its own',
    (key) =>
      expect(faultsOf(key, 'containers.ghe.example')).toEqual({ kind: 'address', given: key, works: false }),
  );

  test.each([
    ['ghcr.io', 'containers.ghe.example'],
    ['other.example', 'containers.ghe.example'],
    ['github.com', 'localhost:5000'],
  ])('%s is none for %s', (key, registry) =>
    expect(faultsOf(key, registry)).toEqual({ kind: 'no-entry', hosts: [key] }),
  );

  test.each([
    'gcr.io',
    'https://gcr.io/v2',
    'quay.io',
    'https://index.docker.io/v1/',
    'registry.example/ghrc.io',
  ])('%s is for another', (key) => expect(faultsOf(key)).toEqual({ kind: 'no-entry', hosts: [key] }));

  test.each(['gh*r.io', 'g*.io', '*.io', 'ghcr.*'])('%s stands for it', (key) =>
    expect(faultsOf(key)).toEqual({ kind: 'empty-password' }),
  );

  test.each(['gh+r.io', 'gh.r.io', '(ghcr).io', 'gh?r.io', '*r*r.io'])('%s does not', (key) =>
    expect(faultsOf(key)).toEqual({ kind: 'no-entry', hosts: [key] }),
  );
});

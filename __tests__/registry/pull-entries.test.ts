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

describe('a secret of another service in the place of the token', () => {
  const RANDOM = 'aB3dE5fG7hI9jK1lM2nO';
  const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${RANDOM}`;
  const read = (password: string, registry: string) =>
    pullEntries({ [registry]: { username: 'mona', password } }, registry, false);

  test.each([
    ['ghcr.io', `glpat-${RANDOM}`, 'GitLab'],
    ['ghcr.io', `dckr_pat_${RANDOM}`, 'Docker Hub'],
    ['containers.octo.ghe.com', `npm_${RANDOM}`, 'npm'],
    ['ghcr.io', KEY, null],
  ])('at %s is no login: %s', (registry, password, issuer) =>
    expect(read(password, registry)).toEqual({ faults: [{ kind: 'foreign', issuer }], logins: [] }),
  );

  test.each([
    ['ghcr.io', `ghp_${RANDOM.repeat(2)}`],
    ['ghcr.io', 'a1b2c3d4e5f6a7b8c9d0a1b2c3d4e5f6a7b8c9d0'],
    // Whatever answers there may take it.
    ['registry.example', `glpat-${RANDOM}`],
    ['containers.example.com', `glpat-${RANDOM}`],
    ['127.0.0.1:5000', `glpat-${RANDOM}`],
  ])('at %s it may be one: %s', (registry, password) => {
    const { faults, logins } = read(password, registry);
    expect([faults, logins.map(({ secret }) => secret)]).toEqual([[], [password]]);
  });
});

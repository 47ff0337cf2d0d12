import { describe, expect, test } from '@jest/globals';
import { parseChallenge } from '../../src/evidence/registry/challenge.js';

describe('the challenge', () => {
  test('as ghcr.io sends it', () => {
    const header =
      'Bearer realm="https://ghcr.io/token",service="ghcr.io",scope="repository:user/image:pull"';
    expect(parseChallenge(header)).toEqual({
      scheme: 'bearer',
      realm: 'https://ghcr.io/token',
      service: 'ghcr.io',
    });
  });

  test('with other spacing, case, order and escaped quotes', () => {
    expect(parseChallenge('bearer  service = "a\\"b" , realm=https://x/token')).toEqual({
      scheme: 'bearer',
      realm: 'https://x/token',
      service: 'a"b',
    });
  });

  test('Basic, as a registry with htpasswd sends it', () => {
    expect(parseChallenge('Basic realm="Registry Realm"')).toEqual({ scheme: 'basic' });
  });

  test('Bearer is preferred where both are offered', () => {
    expect(parseChallenge(['Basic realm="x"', 'Bearer realm="https://x/t"'])).toMatchObject({
      scheme: 'bearer',
    });
  });

  test('the realm is that of Bearer, whatever is offered behind it', () => {
    const bearer = { scheme: 'bearer', realm: 'https://x/t', service: null };
    expect(parseChallenge('Bearer realm="https://x/t", Basic realm="Registry Realm"')).toEqual(bearer);
    expect(parseChallenge(['Bearer realm="https://x/t"', 'Basic realm="Registry Realm"'])).toEqual(bearer);
  });

  test.each([[undefined], [''], ['Negotiate'], ['Bearer'], ['Bearer service="x"']])(
    '%p is none that we speak',
    (header) => {
      expect(parseChallenge(header)).toBeNull();
    },
  );
});

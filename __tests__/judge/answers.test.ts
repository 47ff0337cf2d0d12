/** What a report says of several answers: which share a finding, which count less, what stands in front. */
import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../src/evidence/types/answer.js';
import type { Evidence } from '../../src/evidence/types/evidence.js';
import type { ImageEvidence } from '../../src/evidence/types/image.js';
import type { TokenSource } from '../../src/evidence/types/token.js';
import { diagnose } from '../../src/judge/answers/answers.js';
import { type Scenario, scenario } from '../causes/scenario.js';

const CREATE = 'installation not allowed to Create organization package';
const GRANTS: Scenario['grants'] = [['build', 'job', 'none', 6]];

function evidenceOf(given: Partial<Scenario>): Evidence {
  return scenario({ name: '', answer: { message: CREATE }, ...given }).evidence;
}

const told = (evidence: Evidence) => diagnose(evidence, 'en').map(({ id, severity }) => `${severity} ${id}`);

/** The evidence, with more images that got this answer. */
function withImages(evidence: Evidence, names: readonly string[], answer: Partial<Answer> = {}): Evidence {
  const [first] = evidence.images as [ImageEvidence];
  const more = names.map((name) => ({
    ...first,
    image: { ...first.image, name: `octo/${name}`, package: name, reference: `ghcr.io/octo/${name}:1` },
    answers: first.answers.map((one) => ({ ...one, answer: { ...one.answer, ...answer } })),
  }));
  return { ...evidence, images: [first, ...more] };
}

describe('images that need the same change share a finding', () => {
  test('with one line of the workflow', () => {
    const evidence = withImages(evidenceOf({ grants: GRANTS }), ['b', 'c', 'd', 'e', 'f', 'g', 'h']);
    const findings = diagnose(evidence, 'en');
    expect(findings.map(({ id }) => id)).toEqual(['job-lacks-packages-write']);
    expect(findings[0]?.message).toMatch(
      / The same holds for ghcr\.io\/octo\/b:1, .*ghcr\.io\/octo\/f:1 and 2 more\.$/,
    );
  });

  test('not where each has its own', () => {
    const evidence = withImages(evidenceOf({ answer: { message: null } }), ['b']);
    const findings = diagnose(evidence, 'en');
    expect(findings.map(({ image }) => image)).toEqual(['ghcr.io/octo/app', 'ghcr.io/octo/b']);
  });

  test('nor where there are more than anybody reads: the rest stand in the last', () => {
    const names = Array.from({ length: 60 }, (_, index) => `n${index}`);
    const findings = diagnose(withImages(evidenceOf({ answer: { message: null } }), names), 'en');
    expect(findings).toHaveLength(51);
    expect(findings.filter(({ message }) => message.includes('The same holds for'))).toHaveLength(1);
  });

  test('of which the same is said, but for their names, and not where it is another', async () => {
    const gone = { step: 'manifest', status: 404, message: 'manifest unknown' } as const;
    const evidence = { ...evidenceOf({ answer: gone }), access: 'pull' as const };
    const findings = diagnose(withImages(evidence, ['b', 'c']), 'en');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain('The same holds for ghcr.io/octo/b:1, ghcr.io/octo/c:1.');
    const other = withImages(evidence, ['b'], { message: 'name unknown' });
    expect(diagnose(other, 'en').map(({ image }) => image)).toEqual(['ghcr.io/octo/app', 'ghcr.io/octo/b']);
  });

  const FIRST = {
    token: 'classic',
    readable: 'absent',
    answer: { outcome: 'allowed', status: 202 },
  } as const;

  test('where nothing is refused, and the same holds of each', () => {
    const findings = diagnose(withImages(evidenceOf(FIRST), ['b', 'c']), 'en');
    expect(findings.map(({ id, image }) => `${id} ${image}`)).toEqual([
      'package-not-linked ghcr.io/octo/app',
    ]);
    expect(findings[0]?.message).toContain('The same holds for ghcr.io/octo/b:1, ghcr.io/octo/c:1.');
  });

  test('nor where nothing is refused, and another step is to be changed', () => {
    const pushes = ['app', 'b', 'c'].map((name, at) => ({
      line: at < 2 ? 20 : 24,
      reference: `ghcr.io/octo/${name}:1`,
    }));
    const evidence = withImages(evidenceOf({ ...FIRST, grants: GRANTS, pushes }), ['b', 'c']);
    const images = evidence.images.map((one) => ({
      ...one,
      image: { ...one.image, given: one.image.reference },
    }));
    const findings = diagnose({ ...evidence, images }, 'en');
    expect(findings.map(({ image, location }) => `${image} ${location?.line}`)).toEqual([
      'ghcr.io/octo/app 20',
      'ghcr.io/octo/c 24',
    ]);
    expect(findings[0]?.message).toContain('The same holds for ghcr.io/octo/b:1.');
  });

  test('with one command, whatever the registry says of each', () => {
    const message = 'permission_denied: The token provided does not match expected scopes.';
    const user = { scopes: ['repo'] };
    const asked = { token: 'classic', with: { kind: 'oauth', user }, answer: { message } } as const;
    const findings = diagnose(withImages(evidenceOf(asked), ['b'], { message: null }), 'en');
    expect(findings.map(({ fix }) => fix.command)).toEqual([
      'gh auth refresh -h github.com -s write:packages',
    ]);
    expect(findings[0]?.message).toContain('The same holds for ghcr.io/octo/b:1.');
  });

  test('where the credential is refused, whatever the image', () => {
    const answer = { step: 'token', status: 403, message: 'denied' } as const;
    expect(told(withImages(evidenceOf({ answer, token: 'file' }), ['b']))).toHaveLength(1);
    expect(told(withImages(evidenceOf({ answer, token: 'job' }), ['b']))).toHaveLength(1);
  });
});

describe('with a login that comes after this step', () => {
  const at = (answer: Partial<Answer>, token: 'job' | 'classic' = 'job') =>
    diagnose(
      evidenceOf({
        answer,
        token,
        grants: [['build', 'job', 'write', 6]],
        pushes: [{ line: 20 }],
        logins: [{ token: token === 'job' ? 'github-token' : 'ghcr-token', line: 12 }],
      }),
      'en',
    ).map(({ id, location }) => [id, location?.line]);

  test('what the package does not give stands at the push', () =>
    expect(at({ message: 'permission_denied: write_package' })).toEqual([['package-not-granted', 20]]));

  test('what is wrong with the token stands at the login', () =>
    expect(at({ step: 'token', status: 403, message: 'denied' }, 'classic')).toEqual([
      ['token-rejected', 12],
    ]));
});

test('a name that no client takes is refused whatever the token, so no other one is told of', () => {
  const problem = { kind: 'uppercase', corrected: 'ghcr.io/octo/app', refused: true } as const;
  const evidence = evidenceOf({
    answer: { step: 'name', status: null, code: null },
    image: { problem, given: 'ghcr.io/octo/App' },
    others: ['classic'],
  });
  const [image] = evidence.images as [ImageEvidence];
  const answers = [
    ...image.answers,
    ...image.answers.map((one) => ({ ...one, token: 'ghcr-token' as const })),
  ];
  const findings = diagnose({ ...evidence, images: [{ ...image, answers }] }, 'en');
  expect(findings.map(({ id, alternatives }) => [id, ...alternatives])).toEqual([['uppercase-image-name']]);
  expect(findings[0]?.message).not.toContain('GHCR_TOKEN');
});

test('what the registry did not answer is told of a stand-in, and what it refuses is not', () => {
  const about = (answer: Partial<Answer>) => {
    const evidence = evidenceOf({ answer, imagesFrom: 'repository' });
    const images = evidence.images.map((image) => ({ ...image, isStandIn: true }));
    return told({ ...evidence, images }).filter((line) => !line.endsWith('no-push-found'));
  };
  expect(about({ outcome: 'undecided', status: 503, code: null })).toEqual(['warning registry-unavailable']);
  expect(about({})).toEqual([]);
});

describe('what was observed beside a refusal', () => {
  const seen = (given: Partial<Scenario>, language: 'en' | 'zh-CN' = 'en') =>
    diagnose(evidenceOf({ grants: GRANTS, ...given }), language)[0]?.evidence ?? [];
  const pull = { access: 'pull', answer: { message: 'permission_denied: read_package' } } as const;

  test.each<[string, Partial<Scenario>, Partial<Scenario>, RegExp]>([
    [
      'an owner who is not there',
      { about: { ownerExists: false } },
      { about: { ownerExists: null } },
      /^GET \/users\/octo: 404$/,
    ],
    [
      'a pull that nobody is refused',
      { ...pull, anonymousPull: true },
      { ...pull, anonymousPull: false },
      /^The same pull without any credential/,
    ],
    [
      'an organization that wants single sign-on',
      { about: { sso: { required: true, url: null } } },
      { about: { sso: { required: false, url: null } } },
      /^X-GitHub-SSO: required$/,
    ],
    ['a list of addresses', { about: { ipAllowList: true } }, { about: {} }, /IP allow list/],
  ])('%s', (_, there, absent, line) => {
    expect(seen(there)).toContainEqual(expect.stringMatching(line));
    expect(seen(absent)).not.toContainEqual(expect.stringMatching(line));
  });

  test('where the permissions stand, in both languages', () => {
    const grants: Scenario['grants'] = [
      ['one', 'workflow', 'read', 3],
      ['two', 'job', 'none', 6],
      ['three', 'default', null, 9],
    ];
    expect(seen({ grants })).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml:3, job "one": packages: read (set at the workflow)',
        '.github/workflows/ci.yml:6, job "two": packages: none (set at the job)',
        '.github/workflows/ci.yml:9, job "three": no permissions are set',
      ]),
    );
    expect(seen({ grants }, 'zh-CN')).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml:3，作业 one：packages: read（由工作流级 permissions 决定）',
        '.github/workflows/ci.yml:6，作业 two：packages: none（由作业级 permissions 决定）',
        '.github/workflows/ci.yml:9，作业 three：没有设置 permissions',
      ]),
    );
  });
});

describe('a cache of another owner that a build reads', () => {
  const read = (answer: Partial<Answer>, more: { isBase?: true } = {}) => {
    const evidence = evidenceOf({ answer: { outcome: 'allowed', status: 202 } });
    const { images: cacheReads } = evidenceOf({
      access: 'pull',
      answer: { message: 'permission_denied: read_package', ...answer },
      image: { owner: 'acme', package: 'cache', role: 'cache', ...more },
    });
    return told({ ...evidence, cacheReads });
  };

  test('and may not is a warning: the build goes on without it', () =>
    expect(read({})).toEqual(['warning package-read-refused']));

  test('and that is not there yet is none that was refused', () =>
    expect(read({ status: 404, code: 'NAME_UNKNOWN', message: null })).toEqual([]));

  test('and that a build is based on is missed', () =>
    expect(read({ status: 404, code: 'MANIFEST_UNKNOWN', message: null }, { isBase: true })).toEqual([
      'warning manifest-not-found',
    ]));
});

describe('the run of a fork', () => {
  const run = { readOnly: 'fork', event: 'pull_request' } as const;
  const foreign = {
    image: { owner: 'acme' },
    answer: { message: 'permission_denied: The requested installation does not exist.' },
  };

  test('is excused', () => {
    expect(told(evidenceOf({ run, grants: GRANTS }))).toEqual(['warning read-only-run']);
    // Another cause than the rule itself is excused as well.
    expect(told(evidenceOf({ run, ...foreign }))).toEqual(['warning owner-mismatch']);
  });

  test('not where its own step pushes all the same', () => {
    const pushes = [{ line: 9, runs: 'yes' as const }];
    expect(told(evidenceOf({ run, grants: GRANTS, pushes, ...foreign }))).toEqual(['error owner-mismatch']);
  });

  test('nor where it pulls', () => {
    const evidence = evidenceOf({
      run,
      access: 'pull',
      answer: { message: 'permission_denied: read_package' },
    });
    expect(told(evidence)).toEqual(['error package-read-refused']);
  });
});

describe('several tokens', () => {
  /** The first token is refused so, the second one answered so. */
  function tried(first: Partial<Answer>, second: Partial<Answer>, chosen: TokenSource): Evidence {
    const evidence = evidenceOf({ token: 'classic', others: ['job'], answer: first });
    const [image] = evidence.images as [ImageEvidence];
    const [one] = image.answers as [ImageEvidence['answers'][number]];
    const other = { token: 'github-token' as const, answer: { ...one.answer, ...second } };
    return { ...evidence, chosen, images: [{ ...image, answers: [one, other] }] };
  }
  const scopes = { message: 'permission_denied: The token provided does not match expected scopes.' };

  test('one that was passed over is a warning, and the run goes on', () => {
    const [finding, ...others] = diagnose(tried(scopes, { outcome: 'allowed' }, 'github-token'), 'en');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      id: 'token-lacks-scope',
      severity: 'warning',
      title: 'GHCR_TOKEN was refused; this run uses GITHUB_TOKEN',
    });
    // The title has said it.
    expect(finding?.message).not.toContain('GITHUB_TOKEN');
  });

  test('where none may, the others stand inside the one finding', () => {
    const [finding, ...others] = diagnose(tried(scopes, { message: CREATE }, 'ghcr-token'), 'en');
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: 'token-lacks-scope', severity: 'error' });
    expect(finding?.message).toContain('GITHUB_TOKEN was tried too and may not either: the job may not');
    expect(finding?.alternatives.at(-1)).toBe('job-lacks-packages-write');
  });

  test('the same cause twice is no alternative to itself', () => {
    const dead = { step: 'token' as const, message: 'denied' };
    const [finding] = diagnose(tried(dead, dead, 'ghcr-token'), 'en');
    expect(finding?.id).toBe('token-rejected');
    expect(finding?.alternatives).not.toContain('token-rejected');
    expect(new Set(finding?.alternatives).size).toBe(finding?.alternatives.length);
  });
});

describe('what is noticed beside a refusal', () => {
  const uppercase = {
    problem: { kind: 'uppercase', corrected: 'ghcr.io/octo/app', refused: false },
  } as const;

  test('stands behind it, where it is another cause', () => {
    const evidence = evidenceOf({ grants: GRANTS });
    const [first] = evidence.images as [ImageEvidence];
    const [answer] = first.answers as [ImageEvidence['answers'][number]];
    const allowed: ImageEvidence = {
      ...first,
      image: { ...first.image, ...uppercase },
      answers: [{ ...answer, answer: { ...answer.answer, outcome: 'allowed' } }],
    };
    const found = told({ ...evidence, images: [allowed, first] });
    expect(found.at(0)).toMatch(/^error /);
    expect(found.at(-1)).toBe('warning uppercase-image-name');
  });

  test('is not said twice', () => {
    const evidence = evidenceOf({ image: uppercase, answer: { step: 'name', status: null } });
    const [first] = evidence.images as [ImageEvidence];
    const [answer] = first.answers as [ImageEvidence['answers'][number]];
    const allowed = [{ ...answer, answer: { ...answer.answer, outcome: 'allowed' as const } }];
    expect(told({ ...evidence, images: [first, { ...first, answers: allowed }] })).toEqual([
      'error uppercase-image-name',
    ]);
  });
});

test('what nobody can explain is named alone, and is nobody’s alternative', () => {
  const odd = evidenceOf({ token: 'app', answer: { message: 'something new' } });
  expect(diagnose(odd, 'en')[0]?.alternatives).not.toContain('unexplained-refusal');
  const other = evidenceOf({ answer: { message: 'something new' } });
  expect(diagnose(other, 'en')[0]?.id).toBe('unexplained-refusal');
});

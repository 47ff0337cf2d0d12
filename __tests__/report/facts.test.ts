/** What the renderers read out of a report: with which credential, which images have lines of their own, what is unsure. */
import { describe, expect, test } from '@jest/globals';
import { headingOf, splitImages, untoldPlan, verdictSentence } from '../../src/report/facts.js';
import type { ImageReport, Report } from '../../src/report/report.js';
import { words } from '../../src/report/words.js';
import { finding, image, report } from './reports.js';

const say = words('en');
const sentence = (changes: Partial<Report>, pointsBelow = false) =>
  verdictSentence(report(changes), say, { username: null, pointsBelow });
const images = (...changes: Partial<ImageReport>[]) => changes.map((each) => image(each));

describe('with what was asked', () => {
  const denied = (...given: Partial<ImageReport>[]) => sentence({ images: images(...given), findings: [] });

  test.each<[string, Partial<ImageReport>[], string]>([
    [
      'one credential',
      [{ credential: 'Secret prod/a' }, { credential: 'Secret prod/a' }],
      'with Secret prod/a.',
    ],
    [
      'two secrets',
      [{ credential: 'Secret prod/a' }, { credential: 'Secret prod/b' }],
      'with the pull secrets that the manifests name.',
    ],
    [
      'a secret, and nothing',
      [{ credential: 'Secret prod/a' }, { token: null }],
      'with the pull secrets that the manifests name.',
    ],
    [
      'a secret and a login',
      [{ credential: 'the login' }, { credential: 'Secret prod/b' }],
      'with the pull secrets that the manifests name.',
    ],
    ['two logins', [{ credential: 'one' }, { credential: 'another' }], 'with the stored logins.'],
    ['no credential', [{}, {}], 'with GITHUB_TOKEN.'],
  ])('%s', (_, given, end) => expect(denied(...given)).toContain(end));

  test('a refusal is that of the token which met it, whatever this step logs in with', () => {
    const token = { source: 'ghcr-token', kind: 'classic-pat', scopes: null, expiresAt: null } as const;
    expect(sentence({ token, findings: [] })).toContain('with GITHUB_TOKEN');
    expect(sentence({ token, verdict: 'allowed', images: images({ verdict: 'allowed' }) })).toContain(
      'with GHCR_TOKEN',
    );
  });

  test('of a refusal only those that are refused count', () => {
    const given = images(
      { credential: 'Secret a' },
      { credential: 'Secret b', verdict: 'allowed', reference: 'ghcr.io/octo/web:1' },
    );
    expect(sentence({ images: given, findings: [] })).toContain('1 of 2 images with Secret a.');
  });

  test('one image that was asked about with two secrets is one', () => {
    const given = images({ credential: 'Secret a' }, { credential: 'Secret b' });
    expect(sentence({ images: given, findings: [] })).toContain('would refuse the push with');
  });
});

test.each([
  [20, 20, 0],
  [21, 5, 16],
])('of %i images %i have a line', (all, shown, rest) => {
  const many = Array.from({ length: all }, () => image());
  const split = splitImages(many, 5);
  expect([split.shown.length, split.rest.length]).toEqual([shown, rest]);
});

describe('what is said beside the verdict', () => {
  test('nothing where nothing was to be done', () => {
    const findings = [finding({ severity: 'notice' })];
    const idle = { verdict: 'not-needed' as const, images: [] };
    expect(sentence({ ...idle, findings }, true)).toBe(sentence({ ...idle, findings: [] }));
    expect(
      sentence({ verdict: 'allowed', images: images({ verdict: 'allowed' }), findings }, true),
    ).toContain('See below: 1 notice.');
  });

  test('a reason that only comes later is none', () => {
    const findings = [
      finding({ isLater: true, title: 'Later' }),
      finding({ title: 'Now', severity: 'warning' }),
    ];
    expect(sentence({ findings }, true)).toContain('The reason: Now.');
  });

  test.each<[string, Partial<ImageReport>, string, boolean]>([
    ['an answer without words', { status: 502, message: null }, 'registry-unavailable', true],
    ['words without a status', { status: null, message: 'ECONNRESET' }, 'network-unreachable', true],
    ['a refusal that nobody may count', { status: 403 }, 'image-unknown', false],
    ["a refusal that is a proxy's", { status: 403 }, 'network-unreachable', true],
    ['nothing at all', { status: null, message: null }, 'image-unknown', false],
  ])('%s', (_, answer, id, isAnswered) => {
    const given = { verdict: 'unknown', images: images({ ...answer, verdict: 'unknown' }) } as const;
    const said = sentence({
      ...given,
      findings: [finding({ id: id as 'rate-limited', severity: 'warning' })],
    });
    expect(said.includes('gave no clear answer')).toBe(isAnswered);
  });
});

describe('the heading', () => {
  const heading = (changes: Partial<Report>) => headingOf(report(changes), say, 'en');
  const warned = [finding({ severity: 'warning' })];

  test.each<[string, Partial<Report>, string]>([
    ['of a refusal', {}, 'The push would be refused'],
    ['of one that stops nothing', { findings: warned }, 'This run may not push'],
    ['of such a pull', { findings: warned, access: 'pull' }, 'The pull would be refused'],
    ['of one without a finding', { findings: [] }, 'The push would be refused'],
    ['of names that no client sends', { images: images({ isUnsent: true }) }, 'The push would fail'],
    ['of one such name', { images: images({ isUnsent: true }, {}) }, 'The push would be refused'],
    ['of a refusal without images', { images: [] }, 'The push would be refused'],
    [
      'of texts that tell no name',
      { command: 'lint', verdict: 'unknown', findings: [] },
      'Nothing found that would be refused, as far as the text tells',
    ],
    [
      'of texts that nobody could read',
      { command: 'lint', verdict: 'unknown', findings: [], images: [] },
      'The workflows could not be read',
    ],
    [
      'of warnings in texts',
      { command: 'lint', verdict: 'unknown', findings: warned, images: [] },
      'Some pushes or pulls here may fail',
    ],
  ])('%s', async (_, changes, expected) => expect(await heading(changes)).toBe(expected));
});

describe('the checklist', () => {
  const item = { about: 'link', state: 'to-do', subject: 'ghcr.io/octo/app', text: 'Link it.' } as const;
  const told = finding({ id: 'package-not-linked' });

  test.each<[string, object, ReturnType<typeof finding>, number]>([
    ['a finding has told it', item, told, 0],
    ['of another image', item, { ...told, image: 'ghcr.io/octo/web' }, 1],
    ['of another cause', item, finding(), 1],
    ['what is done is no finding', { ...item, state: 'done' }, told, 1],
    ['only a secret goes by the words', item, { ...told, image: null, title: 'ghcr.io/octo/app' }, 1],
    [
      'a secret that a finding names',
      { ...item, about: 'secret', subject: 'GHCR_TOKEN' },
      finding({ id: 'token-missing', message: 'GHCR_TOKEN is empty' }),
      0,
    ],
  ])('%s', (_, given, finding, left) => {
    expect(untoldPlan(report({ plan: [given] as never, findings: [finding] }))).toHaveLength(left);
  });
});

import { describe, expect, test } from '@jest/globals';
import { FOUND, originsIn } from '../../src/workflow/language/origins.js';
import { Dictionary, UNKNOWN, type Value } from '../../src/workflow/language/values.js';
import { foreignTrigger, type Trigger, triggersOf } from '../../src/workflow/runs/triggers.js';
import type { WorkflowDocument } from '../../src/workflow/text/document.js';
import { parseWorkflow } from '../../src/workflow/text/parse.js';

function documentOf(on: string): WorkflowDocument {
  const { document } = parseWorkflow('ci.yml', `on: ${on}\n`);
  if (!document) throw new Error('not parsed');
  return document;
}

function triggers(on: string, source = ''): readonly Trigger[] {
  return triggersOf(documentOf(on), { repository: 'Octo/App', event: null, source });
}

/** `github.a.b`, as an expression finds it. */
function github(trigger: Trigger, path: string): Value {
  return path.split('.').reduce<Value>((from, name) => {
    if (!(from instanceof Dictionary)) throw new Error(`${name} of no object`);
    return from.get(name);
  }, trigger.github);
}

describe('the runs that are looked at', () => {
  test.each([
    ['push', ['refs/heads/*', 'refs/tags/*']],
    ['{push: {branches: [main]}}', ['refs/heads/main']],
    ['{push: {branches: }}', ['refs/heads/*', 'refs/tags/*']],
    ["{push: {tags: ['v*', 'v*.*']}}", ['refs/tags/v*']],
    ["{push: {branches: ['release/**', '!release/old']}}", ['refs/heads/release/*']],
    ['{push: {branches-ignore: [wip]}}', ['refs/heads/*']],
    ['release', ['refs/tags/*']],
    ['create', ['refs/*']],
    ['merge_group', ['refs/heads/gh-readonly-queue/*']],
    ['{pull_request_target: {branches: [main]}}', ['refs/heads/main']],
    ['[workflow_call]', []],
  ])('of %s have the refs %j', (on, refs) => {
    expect(triggers(on).map((each) => String(github(each, 'ref')).replaceAll(FOUND, '*'))).toEqual(refs);
  });

  test('a ref that the text compares with is an example of its own, where the filter lets it through', () => {
    const source =
      "if: github.ref == 'refs/heads/main' || github.ref == 'refs/tags/v1' || github.ref_name == 'next'";
    expect(triggers('{push: {branches: [main, next]}}', source).map((each) => github(each, 'ref'))).toEqual([
      'refs/heads/main',
      'refs/heads/next',
    ]);
  });

  test.each([
    ["['**', '!next']", 'main *'],
    ["['**', '!n*', next]", 'next main *'],
    ["['!main', '**']", 'next main *'],
  ])('of branches: %s, which lets through what its last pattern says, it is %s', (branches, refs) => {
    const source = "github.ref == 'refs/heads/next' || github.ref == 'refs/heads/main'";
    const found = triggers(`{push: {branches: ${branches}}}`, source).map((each) =>
      String(github(each, 'ref_name')),
    );
    expect(found.map((each) => (/^\w+$/.test(each) ? each : '*')).join(' ')).toBe(refs);
  });

  test.each([
    ["startsWith(github.ref, 'refs/tags/v')", 'refs/tags/v*'],
    ["'refs/tags/v1.0'.startsWith('refs/tags/v')", 'refs/tags/v1.0 refs/tags/v*'],
    ['echo ${GITHUB_REF#refs/tags/v}', 'refs/tags/v*'],
    ['echo ${GITHUB_REF##refs/tags/release-}', 'refs/tags/release-*'],
    ["echo $GITHUB_REF | sed 's|refs/tags/v||'", 'refs/tags/v*'],
    ["echo $GITHUB_REF | sed -e 's,^refs/tags/v,,'", 'refs/tags/v*'],
    ["ref.replace('refs/tags/v', '')", 'refs/tags/v*'],
    ['os.environ["GITHUB_REF"].removeprefix("refs/tags/v")', 'refs/tags/v*'],
    ["$env:GITHUB_REF -replace 'refs/tags/v', ''", 'refs/tags/v*'],
    ['[[ $GITHUB_REF == refs/tags/v* ]]', 'refs/tags/v*'],
    ['[[ $GITHUB_REF =~ refs/tags/v[0-9] ]]', 'refs/tags/v*'],
    ['[ $GITHUB_REF = refs/tags/v ]', 'refs/tags/v'],
    ['case $GITHUB_REF in refs/tags/v1|refs/tags/v2) ;; esac', 'refs/tags/v1 refs/tags/v2'],
  ])('where %s takes the beginning of a ref, its end is open', (source, named) => {
    const refs = triggers("{push: {tags: ['**']}}", source).map((each) => String(github(each, 'ref')));
    const shown = refs.map((each) => each.replaceAll(FOUND, '*'));
    expect(shown.filter((each) => each !== 'refs/tags/*').join(' ')).toBe(named);
  });

  test('of a pull request there is one from the repository and one from a fork', () => {
    const [own, fork] = triggers('pull_request') as [Trigger, Trigger];
    expect([own.fork, fork.fork]).toEqual([false, true]);
    expect(github(own, 'event.pull_request.head.repo.full_name')).toBe('Octo/App');
    expect(github(fork, 'event.pull_request.head.repo.full_name')).toBe('contributor/App');
    expect(github(fork, 'event.pull_request.head.repo.fork')).toBe(true);
  });

  test('the ref of a pull request is that of a number, whatever is asked of it', () => {
    const refs = ['pull_request', 'pull_request_review'].flatMap((on) =>
      triggers(on).map((each) => String(github(each, 'ref'))),
    );
    expect(refs.filter((ref) => !/^refs\/pull\/\d+\/merge$/.test(ref))).toEqual([]);
  });
});

describe('the payload', () => {
  const [push] = triggers('push') as [Trigger];

  test('of an event lacks what only others have, and may have what none is known for', () => {
    expect(github(push, 'event.pull_request')).toBeNull();
    expect(github(push, 'event.Release')).toBeNull();
    expect(github(push, 'event.head_commit.message')).toBe(UNKNOWN);
    expect(github(push, 'event.head_commit.timestamp')).toMatch(/:.+:/);
    expect(github(push, 'event.repository.fullname')).toBeNull();
    expect(github(push, 'event.installation')).toBe(UNKNOWN);
    expect(github(push, 'event.repository.owner.login')).toBe('Octo');
  });

  test.each(['constructor', 'toString', 'watch'])('of an event named %s is open', (event) => {
    const [trigger] = triggers(event) as [Trigger];
    expect(github(trigger, 'event.pull_request')).toBe(UNKNOWN);
  });

  test('of a run that another repository starts is not known at all', () => {
    const workflow = documentOf('{workflow_call: {secrets: {github_app_id: {}}}}');
    const trigger = foreignTrigger(workflow);
    expect(github(trigger, 'event')).toBe(UNKNOWN);
    const origin = (name: string) => originsIn(String(trigger.secrets.get(name)))[0]?.kind;
    expect(['github_app_id', 'github_other', 'other'].map(origin)).toEqual(['secret', 'absent', 'secret']);
  });
});

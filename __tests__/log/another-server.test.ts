/** A log of a GitHub server of its own is explained as one of github.com is: by the same cause, with that server's pages. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Finding, Language } from '../../src/types.js';
import { explained, logCases } from './support.js';

const HOST = 'containers.github.corp.example';
const FIXTURES = new URL('../fixtures/logs/causes/', import.meta.url);

const CASES = readdirSync(FIXTURES)
  .map((name) => name.replace(/\.log$/, ''))
  .flatMap((id) => logCases(id).map(({ name, text }) => ({ id, name, text })))
  .filter(({ text }) => text.includes('ghcr.io/'));

const named = ({ id, confidence, alternatives }: Finding) => ({ id, confidence, alternatives });

/** A page of github.com's that nobody has put there. */
const PAGE = /^https:\/\/(?:github\.com|www\.githubstatus\.com|ghcr\.io)(?:\/|$)/;

describe('a log of another server', () => {
  test.each(CASES)('$id: $name', async ({ text }) => {
    const [own, other] = await Promise.all([explained(text), explained(text.replaceAll('ghcr.io', HOST))]);
    expect(other.map(named)).toEqual(own.map(named));
    const pages = other.flatMap(({ fix }) => fix.url ?? []).filter((url) => PAGE.test(url));
    expect(pages.filter((url) => !text.includes(url))).toEqual([]);
  });

  test.each<[string, Language, string, string]>([
    [
      'a panel',
      'en',
      'time="2026-01-02" level=error msg="portainer: Get https://REG/v2/octo/app/manifests/1: denied: denied"',
      'custom registry, REG',
    ],
    [
      'a dead login of helm',
      'zh-CN',
      'Error: helm pull failed: GET "https://REG/token?scope=repository%3Aocto%2Fapp%3Apull&service=REG": response status code 403: denied: denied',
      'docker logout REG',
    ],
    [
      'a registry that is down',
      'en',
      'received unexpected HTTP status: 503 Service Unavailable from https://REG/v2/octo/app/manifests/1',
      'whoever runs REG',
    ],
    [
      'what would tell a dead token',
      'en',
      'failed to fetch oauth token: unexpected status from GET request to https://REG/token?scope=repository%3Aocto%2Fapp%3Apull&service=REG: 403 Forbidden',
      'https://github.corp.example/api/v3/user',
    ],
  ])('the words name its own hosts: %s', async (_, language, text, words) => {
    const findings = await explained(text.replaceAll('REG', HOST), { language });
    const said = findings.flatMap(({ fix, message, tell = [] }) => [
      message,
      fix.summary,
      fix.command ?? '',
      ...tell.map(({ how }) => how),
    ]);
    expect(said.join('\n')).toContain(words.replaceAll('REG', HOST));
    expect(said.join('\n')).not.toMatch(/ghcr\.io|\bgithub\.com|status page/);
  });
});

test.each(['containers.intersystems.com', 'containers.renci.org'])(
  '%s is called as the registry of a server is, and is none',
  async (host) =>
    expect(
      await explained(`docker push ${host}/octo/app:1\ndenied: requested access to the resource is denied`),
    ).toEqual([]),
);

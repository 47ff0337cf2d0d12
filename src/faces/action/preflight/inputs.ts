/** The action's inputs (contract, section 2): read, checked, and refused in one sentence that says what is allowed. */
import * as path from 'node:path';
import { getInput } from '@actions/core';
import { isThere } from '../../../evidence/files/regular-file.js';
import { workflowPath } from '../../../evidence/run.js';
import type { LoginMode } from '../../../login/login.js';
import type { Access, Language } from '../../../types.js';
import { registryHost, userName } from '../../usage.js';
import {
  asGiven,
  flagInput,
  picked,
  readTogether,
  type SummaryMode,
  summaryInput,
} from '../common-inputs.js';
import { imageList } from './image-list.js';
import { type LegInputs, legInputs } from './leg.js';

export type FailOn = 'denied' | 'unknown' | 'never';

export interface MainInputs {
  images: string;
  access: Access;
  /** Host, with a port if one was given; null: the one that belongs to the GitHub server. */
  registry: string | null;
  username: string;
  /** As they were given: white space around a token is evidence. */
  ghcrToken: string;
  githubToken: string;
  login: LoginMode;
  logout: boolean;
  workflow: string | null;
  failOn: FailOn;
  summary: SummaryMode;
  leg: LegInputs;
  /** Absolute; null: none is written. */
  sarifFile: string | null;
  language: Language;
}

/** Reads `INPUT_*`. Throws an `InputError` that names each input that is wrong, its value and what is allowed. */
export function readInputs(): MainInputs {
  return readTogether<Omit<MainInputs, 'language'>>((language) => ({
    images: () => imageList(asGiven('images')),
    access: () => picked('access', ['push', 'pull'], language),
    registry: () => registryHost(getInput('registry'), language),
    // ghcr refuses an empty user name and ignores any other (facts, row L15).
    username: () => userName(getInput('username'), language) || process.env.GITHUB_ACTOR || 'x-access-token',
    ghcrToken: () => asGiven('ghcr-token'),
    githubToken: () => asGiven('github-token'),
    login: () => picked('login', ['auto', 'docker', 'podman', 'none'], language),
    logout: () => flagInput('logout', true, language),
    workflow: workflowFile,
    failOn: () => picked('fail-on', ['denied', 'unknown', 'never'], language),
    summary: () => summaryInput(language),
    leg: legInputs,
    sarifFile,
  }));
}

/**
 * The path of a workflow file in the three spellings that GitHub has for it: the path itself, `github.workflow_ref`, and
 * the name alone, as `gh workflow run` takes it. From the workspace on, with slashes on Windows, too, and with no step that
 * leads back: GitHub finds no annotation's file otherwise.
 */
function workflowFile(): string | null {
  const { GITHUB_REPOSITORY: repository, GITHUB_WORKSPACE } = process.env;
  const workspace = slashed(GITHUB_WORKSPACE ?? '');
  const given = slashed(getInput('workflow'));
  if (given === '') return null;
  const file = path.posix.normalize(workflowPath(given, repository || null) ?? given);
  const isName = /^[^/\\]+\.ya?ml$/i.test(file) && !isThere(path.resolve(workspace, file));
  if (isName) return `.github/workflows/${file}`;
  return workspace !== '' && file.startsWith(`${workspace}/`) ? file.slice(workspace.length + 1) : file;
}

function slashed(place: string): string {
  return place.replaceAll('\\', '/');
}

/** The path that was given, from the workspace on. */
function sarifFile(): string | null {
  const given = getInput('sarif-file');
  return given === '' ? null : path.resolve(process.env.GITHUB_WORKSPACE || process.cwd(), given);
}

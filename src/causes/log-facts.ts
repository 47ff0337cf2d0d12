/** The words of the causes' texts, filled in from a log. */
import type { JobEvidence, Symptom } from '../evidence/log/types.js';
import { packageSettingsUrl } from '../evidence/settings-url.js';
import type { Facts } from './facts.js';
import { serverOf } from './reading.js';

export function logFacts(symptom: Symptom, job: JobEvidence): Facts {
  const { image, registry } = symptom;
  const serverUrl = serverOf(job, registry);
  const repository = job.run?.repository ?? job.repository ?? '';
  const named = image !== null;
  return {
    access: symptom.access ?? 'push',
    reason: '',
    registry,
    image: named ? `${registry}/${image.name}` : '',
    reference: named ? `${registry}/${image.name}${image.tag ? `:${image.tag}` : ''}` : '',
    given: '',
    owner: image?.owner ?? '',
    package: image?.package ?? '',
    tag: image?.tag ?? '',
    repository,
    repositoryOwner: repository.split('/')[0] ?? '',
    event: job.run?.event ?? job.event ?? '',
    job: job.workflow?.job ?? '',
    token: tokenIn(symptom, job),
    tokenKind: '',
    login: '',
    scopes: '',
    expires: '',
    said: symptom.said ?? (symptom.status ? `HTTP ${symptom.status}` : ''),
    status: symptom.status ? String(symptom.status) : '',
    requestId: '',
    settingsUrl: image ? packageSettingsUrl(serverUrl, image, null) : '',
    packageRepository: '',
    serverUrl,
    corrected: '',
    detail: '',
    seenIn: 'log',
  };
}

/** The registry's sentences about installations are about GITHUB_TOKEN, unless the log shows another App's. */
function tokenIn({ text }: Symptom, job: JobEvidence): string {
  const installation = /installation/i.test(text) && !job.hints.includes('app');
  return installation && !/permission_denied: installation not allowed/i.test(text) ? 'GITHUB_TOKEN' : '';
}

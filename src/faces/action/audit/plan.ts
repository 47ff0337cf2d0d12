/** The action `audit/plan`: how many shards an owner's repositories are worth, or those of them that are asked for. */
import { getInput } from '@actions/core';
import { countAsked, planShards } from '../../../commands/audit/plan.js';
import { httpClient } from '../../../evidence/http/http.js';
import { organizationApi } from '../../../evidence/organization/api.js';
import { UnlistableOwner } from '../../../evidence/organization/listing.js';
import { AUDIT_SENTENCES, patternsInput } from '../../audit-inputs.js';
import { languageInput } from '../common-inputs.js';
import { NO_OUTCOME } from '../no-outcome.js';
import { info, setMissingOutputs, setOutput } from '../toolkit.js';
import { auditAsker, auditStep, ownerGiven } from './step.js';

/** Runs the step; `process.exitCode` is its result. */
export async function auditPlanAction(): Promise<void> {
  const { env } = process;
  await auditStep(languageInput, ownerGiven, async () => {
    const language = languageInput();
    const { owner, credential, run } = auditAsker(language, env);
    const patterns = patternsInput(getInput('repositories'), 'repositories', owner, language);
    const client = httpClient();
    try {
      const waiting = (wait: Parameters<(typeof AUDIT_SENTENCES)['en']['waiting']>[0]) =>
        info(AUDIT_SENTENCES[language].waiting(wait));
      const api = await organizationApi(run.apiUrl, credential.secret, client, waiting);
      if (!api) throw new UnlistableOwner('unreachable');
      const { total, repositories } = await countAsked(api, owner, patterns);
      const shards = planShards(repositories);
      info(AUDIT_SENTENCES[language].planned(owner, total, repositories, shards.length));
      setOutput('shards', JSON.stringify(shards));
      setOutput('repositories', String(repositories));
    } finally {
      client.close();
    }
  });
  setMissingOutputs(NO_OUTCOME.plan);
}

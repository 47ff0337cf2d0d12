/** The action `audit`: one shard of an owner's repositories. No rule is decided here. */
import { getInput } from '@actions/core';
import { audit } from '../../../commands/audit.js';
import { AUDIT_SENTENCES, nothingAsked, patternsInput, shardInput } from '../../audit-inputs.js';
import { leanHeap } from '../../lean-heap.js';
import { flagInput, languageInput, readTogether } from '../common-inputs.js';
import { NO_OUTCOME } from '../no-outcome.js';
import { info, setMissingOutputs } from '../toolkit.js';
import { auditAsker, auditStep, ownerGiven } from './step.js';
import { auditTellReaders, tellAudit } from './tell.js';

/** Repositories after which the log says how far it has come. */
const EVERY = 100;

/** Runs the step; `process.exitCode` is its result. */
export async function auditAction(): Promise<void> {
  leanHeap();
  const { env } = process;
  await auditStep(languageInput, ownerGiven, async () => {
    const { asker, shard, probe, ...tell } = readTogether((language) => ({
      asker: () => auditAsker(language, env),
      shard: () => shardInput(getInput('shard'), 'shard', language),
      probe: () => flagInput('probe', false, language),
      ...auditTellReaders(language),
    }));
    const { language } = tell;
    const say = AUDIT_SENTENCES[language];
    const repositories = patternsInput(getInput('repositories'), 'repositories', asker.owner, language);
    const report = await audit(
      {
        ...asker,
        shard,
        repositories,
        probe,
        journal: null,
        language,
        registry: null,
      },
      {
        started: (owner, count) =>
          info((count === 0 && nothingAsked(owner, { shard, language })) || `${owner}: 0/${count}`),
        done: (_, count, all) => (count % EVERY === 0 || count === all) && info(`${count}/${all}`),
        waiting: (wait) => info(say.waiting(wait)),
      },
    );
    await tellAudit(report, tell, asker.run.serverUrl, env);
  });
  setMissingOutputs(NO_OUTCOME.audit);
}

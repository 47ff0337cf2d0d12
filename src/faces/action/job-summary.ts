/** The job's summary, which the post step has nothing to add to. */
import { summary } from '@actions/core';
import { heldSecrets } from '../../evidence/secrets.js';
import { inert } from '../../report/text.js';
import { makeFile } from './toolkit.js';

/** Adds markdown to the job's summary; a runner without summaries goes without. Says whether it was written. */
export async function appendSummary(markdown: string): Promise<boolean> {
  try {
    makeFile(process.env.GITHUB_STEP_SUMMARY);
    await summary.addRaw(inert(heldSecrets.mask(markdown))).write();
    return true;
  } catch {
    return false;
  } finally {
    summary.emptyBuffer();
  }
}

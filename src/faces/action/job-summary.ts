/** The job's summary, which the post step has nothing to add to. */
import { summary } from '@actions/core';
import { heldSecrets } from '../../evidence/secrets/secrets.js';
import { inert } from '../../report/text.js';
import { makeFile, tellUnwritten } from './toolkit.js';

/** Adds markdown to the job's summary; a runner without summaries goes without, and where it can't be written a warning says so. Says whether it was. */
export async function appendSummary(markdown: string): Promise<boolean> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  try {
    makeFile(file);
    await summary.addRaw(inert(heldSecrets.mask(markdown))).write();
    return true;
  } catch (error) {
    if (file) await tellUnwritten('GITHUB_STEP_SUMMARY', file, error);
    return false;
  } finally {
    summary.emptyBuffer();
  }
}

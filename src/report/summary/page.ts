/** What the parts of the summary share. Types only. */
import type { Language } from '../../types.js';

/** Where the code that the findings are about can be read. */
export interface CodeAddress {
  /** `https://github.com` */
  server: string;
  /** `OWNER/NAME` */
  repository: string;
  /** Commit. */
  sha: string;
  /** Where it can be changed; null: the run is on no branch. */
  branch: string | null;
}

export interface SummaryOptions {
  language: Language;
  /** Who is logged in. */
  username?: string;
  /** Where the project's files can be read: `https://github.com/OWNER/NAME/blob/REF`. */
  docsBase?: string;
  /** A sentence under the verdict. */
  note?: string;
  code?: CodeAddress | null;
}

/** A block of the page; what does not fit is counted by its findings. */
export interface Block {
  text: string;
  isFinding?: boolean;
}

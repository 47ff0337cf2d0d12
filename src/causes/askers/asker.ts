/**
 * Who asks: the same refusal meets a workflow, a person at a terminal, a server, a cluster, a bot.
 * Each keeps its credential in a place of its own and is told the cure in its own words.
 */
import type { PullSecretEvidence } from '../../evidence/types/deployment.js';
import type { Place } from '../../evidence/types/evidence.js';
import type { Access, Localized } from '../../types.js';

/** What the words are made with. */
export interface Attempt {
  access: Access | null;
  registry: string;
  /** For what the client keeps the login, where that is a part of the registry: `ghcr.io/octo-org`; absent: all of it. */
  entry?: string;
  /** `registry/owner/name`; empty: not known. */
  image: string;
  /** The pull secret that it is about; null, or absent: not known. */
  secret?: Pick<PullSecretEvidence, 'name' | 'namespace' | 'username' | 'kustomized'> | null;
}

/** The cure in one language. Sentences end with a full stop; `credential` and `again` stand inside one. */
interface AskerWords {
  /** Where the credential is kept, as a noun. */
  credential(asked: Attempt): string;
  /** How it gets a token that is valid. */
  renew(asked: Attempt): string;
  /** How a public image is asked for without any. */
  forget(asked: Attempt): string;
  /** How it is tried again, as an imperative without its full stop. */
  again: string;
  /** How to see whether the credential is the reason. */
  test(asked: Attempt): string;
}

export interface Asker {
  id: string;
  /** `unknown`: nothing in the text tells. */
  place: Place | 'unknown';
  /** What the log's reader calls it. */
  clients?: readonly string[];
  /** Words that nobody else prints. */
  frame?: RegExp;
  /** It never pushes. */
  onlyPulls?: true;
  /** A service of the machine (docker's daemon, containerd) does the work, and does not read the shell's variables. */
  isServed?: true;
  /** Shell commands, one a line. */
  commands: {
    renew?(asked: Attempt): string;
    test?(asked: Attempt): string;
  };
  say: Localized<AskerWords>;
}

/**
 * Lines in which something failed, whatever the reader makes of them: where no refusal is known,
 * they are what there is to show.
 */

import { registriesIn, registryIn } from './hosts.js';
import { beginningOf, withoutSecrets } from './kept.js';
import type { Line } from './lines/line.js';
import { isPassedTest } from './people/quoted.js';
import { isShownCode } from './people/sources/shown-code.js';
import { isSpokenOf } from './people/spoken.js';
import type { LogFailure } from './types.js';
import { failureReason } from './words/failure-reasons.js';
import { NAMELESS_BUILD } from './words/nameless-build.js';
import type { Phrase } from './words/phrases/phrase.js';
import { mayBeRegistrys } from './words/speaker.js';

/** Lines that are kept, and characters of each. */
const MOST = 20;
const LONGEST = 300;

/** As programs begin the line that says why they end. */
const HEADED = /^(?:[A-Z]\w*)?(?:[Ee]rror|ERROR|[Ff]atal|FATAL): \S/;
/** What clients of registries say of a failure, whichever registry it was. */
const CLIENT =
  /\bError response from daemon: \S|\berror parsing HTTP \d{3} response body\b|\bError: (?:ErrImagePull|ImagePullBackOff)$/;
/** The runner's own epilogue says nothing about the reason, nor does a commit's message. */
const EPILOGUE =
  /^(?:Process completed with exit code|(?:Previous )?HEAD (?:is now at|position was) |The (?:operation|process|job)\b.*(?:cancel|exit code))/i;
const FAILED =
  /\b(?:error|fail(?:ed|ure)?|fatal|denied|refused|cannot|could not|unable|invalid)\b|错误|失败/i;

/** BuildKit's of a RUN that failed; the group is what ran, to its end. */
const RUN = /\bprocess "([^\n]*)" did not complete successfully: /;
/** Programs that ask registries. */
const ASKS = /\b(?:docker|podman|buildah|skopeo|crane|oras|helm|cosign|regctl|curl|wget)\b/;
/** What Docker's builder says of its files, and the machine of itself. */
const OF_THE_MACHINE =
  /\bno space left on device\b|\b[Cc]annot connect to the Docker daemon\b|\bdocker\.sock: connect: permission denied\b|\bexec format error\b|\bfailed to (?:compute|calculate) (?:cache key|checksum of ref)\b[^\n]*"[^"\n]*": not found$|\bfailed to read dockerfile: open |\bdockerfile parse error\b|\bCOPY failed: (?:file not found|no source files|stat )/i;

/** A build that ends in itself: nothing was asked of a registry, so nothing can have been refused. */
function isOfTheBuild(text: string): boolean {
  const ran = RUN.exec(text)?.[1];
  if (ran !== undefined) return !ASKS.test(ran) && registriesIn(ran).length === 0;
  return OF_THE_MACHINE.test(text);
}

/** Gathers the failures of one job, line by line. */
export class FailureReader {
  readonly #failures: LogFailure[] = [];

  /**
   * @param phrase by which the line reads like a refusal
   * @param before the lines before it that had to do with a registry
   */
  read({ number, text, command }: Line, phrase: Phrase | undefined, before = ''): void {
    if (this.#failures.length >= MOST) return;
    const isRefusal = phrase !== undefined && isOfARegistry(text, phrase);
    const reason = failureReason(text, before);
    const isClients = reason !== null || CLIENT.test(text);
    const isMarked = isClients || (command === 'error' && text !== '') || HEADED.test(text);
    // Most lines are none of this, and name no registry: that is seen without a pattern.
    if (!isRefusal && !isMarked && !/ghcr\.io|containers\./.test(text)) return;
    const isOurs = FAILED.test(text) && (registriesIn(text).at(-1)?.ours ?? false);
    if ((!isRefusal && !isMarked && !isOurs) || EPILOGUE.test(text)) return;
    if (isPassedTest(text) || isSpokenOf(text) || isShownCode(text) || isOfTheBuild(text)) return;
    const mayBeRefusal = isRefusal || isOurs || isClients;
    const kept = beginningOf(withoutSecrets(text), LONGEST);
    const known = this.#failures.find((each) => each.text === kept);
    if (known) known.mayBeRefusal ||= mayBeRefusal;
    else
      this.#failures.push({ line: number, text: kept, mayBeRefusal, reason, elsewhere: otherRegistry(text) });
  }

  /** In a log that never names the registry, what does not read like a refusal is no business of ours. */
  finish(namesRegistry: boolean): LogFailure[] {
    return namesRegistry ? this.#failures : this.#failures.filter(({ mayBeRefusal }) => mayBeRefusal);
  }
}

/** Every program says that something was denied, or of whom it is not known: it is a registry's where anything speaks of one. */
function isOfARegistry(text: string, { whose }: Phrase): boolean {
  // Nobody was asked.
  if (NAMELESS_BUILD.test(text)) return false;
  return (
    whose === 'github' || whose === 'client' || registriesIn(text).length > 0 || mayBeRegistrys([text], text)
  );
}

/** A name that somebody misspelt was meant for GitHub's. */
function otherRegistry(text: string): string | null {
  const named = registryIn(text);
  return named && !named.ours && !named.misspelt ? named.host : null;
}

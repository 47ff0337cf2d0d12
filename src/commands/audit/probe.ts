/** What the registry says to the token at hand about each image that a workflow pushes. */
import { troubleWords } from '../../causes/words/trouble-words.js';
import type { HttpClient } from '../../evidence/http/http.js';
import { registryProbe } from '../../evidence/registry/probe.js';
import { deadlineIn } from '../../evidence/registry/retry.js';
import { verdictOf } from '../../evidence/registry/verdict.js';
import type { Credential } from '../../evidence/token.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import type { ImageReport } from '../../report/report.js';
import type { Language } from '../../types.js';

/** Milliseconds for each package that is asked about, all together: a registry that hangs is asked no more after that. */
const EACH = 2_000;
const LEAST = 20_000;
/** At once. */
const TOGETHER = 8;

/**
 * One question for each package. Never rejects.
 *
 * @returns by the name of the image, without registry and tag
 */
export async function probePushed(
  images: readonly ImageReference[],
  registry: string,
  credential: Credential | null,
  client: HttpClient,
  language: Language,
): Promise<Map<string, Omit<ImageReport, 'reference'>>> {
  const left = [...new Map(images.map((image) => [image.name, image])).values()];
  const probe = registryProbe(registry, client, deadlineIn(Math.max(LEAST, left.length * EACH)));
  const found = new Map<string, Omit<ImageReport, 'reference'>>();
  const askNext = async (): Promise<void> => {
    for (let image = left.pop(); image; image = left.pop()) {
      const answer = await probe.ask(image, 'push', credential);
      found.set(image.name, {
        verdict: verdictOf(answer),
        status: answer.status,
        message: answer.message ?? (answer.trouble && troubleWords(answer.trouble)[language]),
        token: credential?.source ?? null,
      });
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, askNext));
  return found;
}

/**
 * What was asked of GitHub's REST API when it refused, where the sentence itself does not say it: Octokit prints the
 * request below its error, the API's answer names the page about it, and scripts show it above.
 */
import type { Line } from './lines/line.js';
import type { Symptom } from './types.js';
import { refusedBy } from './words/services.js';

const ADDRESS = /\bapi\.(?:github\.com|[\w-]{1,63}\.ghe\.com)\/|\bdocs\.github\.com\/\S*rest\/|\/api\/v3\//;

/** GraphQL, which knows nothing of images; git and its extension for large files; an address of the API, or of its pages, that is not about packages; people leave out its beginning. The pages about its limits are of all of it, and that of an App's tokens says nothing of what one is for. */
const OTHER_API =
  /\bGraphQL(?: error)?: |^(?:batch response|remote|fatal(?=: unable)|LFS): |docs\.github\.com\/(?:[^\s/]+\/){0,4}rest\/(?:reference\/)?(?!packages|reference|overview\/|using-the-rest-api\/|apps(?:\/apps)?#create-an-installation-access-token)|(?:\b(?:api|uploads)\.(?:github|[\w-]{1,63}\.ghe)\.com|\/api\/v3)\/repos\/|\b(?:GET|PUT|POST|PATCH|DELETE) ["']?(?!\S*\/v2\/)[^\s"']*\/(?:actions|check-runs|comments|contents|deployments|dispatches|git\/refs|issues|labels|pulls|releases|statuses)(?:\/|[\s"':?),.]|$)/;

/** The page that the API names with its limits, whatever was asked; the registry names none. */
const LIMITS_PAGE = /\brest\/(?:overview|using-the-rest-api)\/\S*rate-?limit|\bsecondary-rate-limits\b/;

/** Whether a limit is the API's for certain: that of an hour, or one with the API's page. */
export function isLimitOfApi(text: string): boolean {
  return /\bAPI rate limit\b/i.test(text) || LIMITS_PAGE.test(text);
}

/** Whether the text names a request of the API that is not about packages. */
export function isOfOtherApi(text: string): boolean {
  return OTHER_API.test(text);
}

/** Packages that may be images: what npm and its like store is named in the path, or behind it. */
const IMAGES =
  /\/packages\b(?!\/(?:npm|maven|nuget|rubygems)\b|\?\S{0,100}\bpackage_type=(?:npm|maven|nuget|rubygems)\b)/;

/** GitHub's command, which shows its request above what comes of it; a variable may stand for the path. */
const COMMAND = /\bgh api\b/;
const OTHER_COMMAND =
  /\bgh api\b[^|;&]{0,300}?["' ]\/?(?:graphql|repos\/|gists|search\/|(?:orgs|users)\/[^\s/"']+\/(?!packages)|user\/(?!packages))/;

/** Lines of an error that Octokit prints, from its sentence to the address. */
const BELOW = 30;
/** Lines between a request, as a script shows it, and its answer. */
const ABOVE = 6;
/** The same of a command, whose step prints more before. */
const ABOVE_BY_COMMAND = 60;

interface Request {
  line: number;
  step: string | null;
  /** About something else than packages. */
  isOther: boolean;
  isOfPackages: boolean;
  isCommand: boolean;
}

/** Follows the requests of the API, line by line. */
export class ApiRequestReader {
  #last: Request | null = null;

  read({ text, number }: Line, step: string | null): void {
    const isCommand = COMMAND.test(text);
    if (isCommand || ADDRESS.test(text))
      this.#last = {
        line: number,
        step,
        isOther: isOfOtherApi(text) || OTHER_COMMAND.test(text),
        isOfPackages: IMAGES.test(text),
        isCommand,
      };
  }

  /** Whether the last request above, in the same step, was about packages. */
  isOfPackages({ line, step }: Symptom): boolean {
    const request = this.#last;
    return (
      Boolean(request?.isOfPackages) && request?.step === step && line - request.line <= ABOVE_BY_COMMAND
    );
  }

  /** Whether the request that was shown last, below what was refused, is its own and about packages. */
  isShownBelow({ line, step }: Symptom): boolean {
    const request = this.#last;
    if (!request?.isOfPackages || request.isOther || request.isCommand || request.step !== step) return false;
    return request.line > line && request.line - line <= BELOW;
  }

  /** Whether what was refused, in a line without an address, was a request about something else than packages. */
  isElsewhere(symptom: Symptom): boolean {
    const request = this.#last;
    if (!request?.isOther || request.step !== symptom.step) return false;
    if (refusedBy(symptom) !== 'api' || ADDRESS.test(symptom.text)) return false;
    const below = request.line - symptom.line;
    return request.isCommand ? below < 0 && below >= -ABOVE_BY_COMMAND : below <= BELOW && below >= -ABOVE;
  }
}

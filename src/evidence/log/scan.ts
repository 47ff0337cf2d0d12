/**
 * The fast part: out of hundreds of megabytes, the few lines that are worth a
 * closer look. One regular expression runs over a whole chunk; only where it
 * hits is a line cut out, decoded and numbered.
 */
import { decodeLine } from './decode.js';

/** Words that stand in every line that the closer look knows: refusals first, then circumstances. */
const WORTH = new RegExp(
  [
    ...[
      'denied',
      'forbidden',
      'unauthori[sz]ed',
      'nauthenticated',
      'unexpected (?:http )?status',
      'status code',
    ],
    ...[
      'too ?many ?requests',
      'rate limit',
      'manifest unknown',
      'manifest_',
      'manifest for ',
      'blob_',
      'blob (?:upload )?unknown',
    ],
    ...[
      'name_(?:invalid|unknown)',
      'not allowed to ',
      'installation',
      'owner not found',
      'expected scopes',
      'cannot be authenticated',
    ],
    ...[
      'lowercase',
      'reference format',
      'credentials',
      'password required',
      'username required',
      'password empty',
    ],
    ...[
      'non[- ]tty',
      'is requesting',
      'not accessible by',
      'package not found',
      'invalid argument',
      'not started because',
    ],
    ...[
      'unexpected value',
      'saml',
      'allow list',
      'scope to',
      'www-authenticate',
      'range_not',
      'permissible limit',
    ],
    ...[
      'no response',
      'timed? ?out',
      'reset by peer',
      'broken pipe',
      'reuse body',
      'closed pipe',
      'unexpected eof',
    ],
    ...[
      'no such host',
      'connection refused',
      'unreachable',
      'x509',
      'deadline exceeded',
      'enotfound',
      'econn',
      'eai_again',
      'etimedout',
    ],
    ...[
      'bad gateway',
      'service unavailable',
      'internal server error',
      'received 404',
      'authentication required',
      'oauth',
    ],
    ...[
      'failed to (?:push|copy|solve|authorize|pull)',
      'failed commit',
      'error writing',
      'uploading artifact',
      'tried to push',
      'httpoci',
    ],
    ...[
      '##\\[',
      '::error',
      '::group',
      'ghcr',
      'containers\\.',
      'pkg\\.github',
      'pkg-containers',
      'docker\\.io',
      'amazonaws',
      'registry: ',
    ],
    ...[
      'permissions',
      '/packages|packages: |package[_ ](?:type|version|setting)|container packages?',
      ': (?:read|write|none)\\r?\\n',
      'secret source',
      'complete job name',
      'job defined at',
      'uses: ',
    ],
    ...[
      'log(?:ging)? ?in',
      'username:',
      'refs/pull/',
      'dependabot',
      '\\bfork',
      'syncing repository',
      'repository: ',
      'provenance',
    ],
    ...[
      'push',
      'pull',
      'digest: ',
      'writing manifest',
      '\\[auth\\]',
      'exporting',
      'copying (?:blob|config|image)',
      'cosign',
      'attest',
    ],
    ...[
      'app[ -]token',
      'octo-sts',
      'gh[oprsu]_[a-z0-9]',
      'github_pat',
      'fine-grained',
      'access token',
      '\\bpat\\b',
      'cleaning up orphan',
    ],
    ...[
      'container:',
      'back.?off',
      'quay\\.io',
      ': not found',
      'unable to find image',
      'status: (?:downloaded|image)',
    ],
  ].join('|'),
  'gi',
);

/** A line (or one without an end) is looked at in pieces of this size at most. */
const LONGEST = 16 * 1024;

export interface Scanned {
  /** 1-based. */
  number: number;
  raw: string;
}

/** The lines worth a look, and how many there were in all. */
export class Scanner {
  lines = 0;
  bytes = 0;
  #rest: Buffer = Buffer.alloc(0);

  *add(chunk: Buffer): Generator<Scanned> {
    this.bytes += chunk.length;
    const end = chunk.lastIndexOf(10);
    if (end === -1 && this.#rest.length + chunk.length <= LONGEST) {
      // Copied: the chunk's memory belongs to the stream.
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return;
    }
    if (end === -1) {
      // A line of megabytes: look at what is there, keep its tail for what may follow.
      const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
      yield* this.#scan(all, false);
      this.#rest = Buffer.alloc(0);
      return;
    }
    const whole = chunk.subarray(0, end + 1);
    const rest = Buffer.from(chunk.subarray(end + 1));
    if (this.#rest.length > 0) {
      const first = whole.indexOf(10) + 1;
      yield* this.#scan(Buffer.concat([this.#rest, whole.subarray(0, first)]), true);
      yield* this.#scan(whole.subarray(first), true);
    } else yield* this.#scan(whole, true);
    this.#rest = rest;
  }

  *end(): Generator<Scanned> {
    if (this.#rest.length === 0) return;
    yield* this.#scan(this.#rest, false);
    this.lines += 1;
  }

  /** @param complete the last line has its end */
  *#scan(block: Buffer, complete: boolean): Generator<Scanned> {
    if (block.length === 0) return;
    // One byte, one character: the words are ASCII in every encoding that gets here.
    const text = block.toString('latin1');
    let counted = 0;
    WORTH.lastIndex = 0;
    for (let hit = WORTH.exec(text); hit; hit = WORTH.exec(text)) {
      const start = text.lastIndexOf('\n', hit.index) + 1;
      const newline = text.indexOf('\n', hit.index);
      const end = newline === -1 ? text.length : newline;
      this.lines += newlines(block, counted, start);
      counted = start;
      // The piece around the hit; the next hit in the same line gets its own.
      const from = Math.max(start, end - start > LONGEST ? hit.index - LONGEST / 2 : start);
      const to = Math.min(end, from + LONGEST);
      yield { number: this.lines + 1, raw: decodeLine(block.subarray(from, to)).replace(/\r$/, '') };
      WORTH.lastIndex = to === end ? end + 1 : to;
    }
    this.lines += newlines(block, counted, block.length);
    if (!complete) return;
  }
}

function newlines(block: Buffer, from: number, to: number): number {
  let count = 0;
  for (let index = from; index < to; index++) if (block[index] === 10) count += 1;
  return count;
}

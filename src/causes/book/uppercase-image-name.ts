import type { Evidence } from '../../evidence/types/evidence.js';
import type { ImageReference } from '../../evidence/types/reference.js';
import { lowerCaseEdits, lowerCaseIn } from '../../fix/names.js';
import { rewrittenNames } from '../../fix/rewritten-names.js';
import type { Localized } from '../../types.js';
import { shownReference, wholeReference } from '../../workflow/knowledge/names/names.js';
import { withoutAbsent } from '../../workflow/language/origins.js';
import { capitalSources, placeOfSource } from '../../workflow/reading/names/source.js';
import { type Case, caseImage, type LintedPush } from '../case.js';
import { type Claim, causeWith, type LintClaim, type Mend } from '../cause.js';
import { loweredFill } from '../claims/lowered.js';
import { mendOf, ofName, onlyShown } from '../claims/mends.js';
import { placeOfPart, stepOf } from '../claims/places.js';
import { imageFacts } from '../facts.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { CAPITALS_UNPARSED, mindedName, REPOSITORY_UNFIT, says, unfitName } from '../questions/said.js';
import { bringerIn, bringerOf, KEEPS_CAPITALS } from '../texts/names/capitals.js';
import { claimsOfReadNames, pushedName } from '../texts/names/pushed-name.js';
import { stoppedBuilds } from '../texts/names/stopped-builds.js';
import { placeOfPush } from '../texts/pushed.js';
import { isWorkflow } from '../wording.js';

/** Of a name that is handed on in lower case: the input that it was given in, not the step that pushes what was made of it. */
function placeOfGiven(image: ImageReference, evidence: Evidence): Pick<Claim, 'location' | 'job'> {
  const { workflow, imagesFrom } = evidence;
  return imagesFrom === 'input' && workflow?.images
    ? { location: workflow.images, job: workflow.job }
    : stepOf(image, evidence);
}

/** A name with capital letters: docker refuses it before it asks the registry. */
export const uppercaseImageName = causeWith<Detail>()({
  id: 'uppercase-image-name',
  severity: 'error',
  mends: 'name',
  sources: ['facts N1', 'OCI distribution spec: Pulling manifests', 'oracle/docker-images#1836'],
  says: [/repository name (?:\([^)]*\) )?must be lowercase/i, CAPITALS_UNPARSED, REPOSITORY_UNFIT],
  seen: [
    'invalid reference format: repository name (Octo/App) must be lowercase',
    'Error: could not parse reference: ghcr.io/Octo/App:1',
    'Error: invalid reference: invalid repository "Octo/charts/app"',
  ],
  example: { given: 'ghcr.io/Owner/Name' },
  change: {
    language: 'yaml',
    before: 'tags: ghcr.io/${{ github.repository }}:latest',
    after:
      '- id: meta\n  uses: docker/metadata-action@v5\n  with:\n    images: ghcr.io/${{ github.repository }}\n# then, at the push:\n    tags: ${{ steps.meta.outputs.tags }}',
    inChinese: { 'then, at the push:': '然后在推送的步骤中：' },
  },
  exampleDetail: { corrected: 'ghcr.io/owner/name', bringer: 'github.repository' },

  explains(seen) {
    if (wasAsked(seen)) {
      const problem = seen.image?.problem;
      if (seen.kind !== 'name' || problem?.kind !== 'uppercase') return undefined;
      return {
        confidence: 'certain',
        ...placeOfPart(seen, 'name'),
        detail: {
          corrected: problem.corrected,
          bringer: bringerOf(seen.image?.given ?? '', seen.repository),
        },
      };
    }
    if (says(seen, REPOSITORY_UNFIT)) return ofUnfit(seen);
    if (!says(seen, /must be lowercase/i, CAPITALS_UNPARSED)) return undefined;
    const found = /\(([^()]+)\) must be/.exec(seen.text) ?? CAPITALS_UNPARSED.exec(seen.text);
    return ofGiven(mindedName(seen.text) || (found?.[1] ?? found?.[2] ?? ''), seen);
  },

  notices(evidence) {
    return evidence.images
      .filter(({ answers }) => answers.some(({ answer }) => answer.outcome === 'allowed'))
      .flatMap(({ image }): Claim<Detail>[] => {
        if (image.problem?.kind !== 'uppercase') return [];
        return [
          {
            confidence: 'certain',
            severity: 'warning',
            facts: imageFacts(caseImage(image)),
            ...placeOfGiven(image, evidence),
            detail: {
              corrected: image.problem.corrected,
              bringer: bringerOf(image.given, evidence.run.repository),
            },
          },
        ];
      });
  },

  lints: {
    push: capitals,
    // What is read by such a name, docker refuses as well.
    job: (job, all) => [
      ...claimsOfReadNames(job, all, (pull) => {
        const claim = capitals(pull);
        const given = shownReference(pull.push.act.found.reference);
        return claim && { ...claim, facts: { ...claim.facts, given } };
      }),
      ...stoppedBuilds(job, all, 'uppercase').map(({ problem: { corrected }, ...claim }) => ({
        ...claim,
        detail: { corrected, bringer: bringerOf(claim.facts.given, all.repository) },
      })),
    ],
  },

  text: {
    en: {
      title: 'The image name has capital letters',
      message: (f, detail) =>
        detail.isUnseen
          ? `The client refuses the image's name before it asks ${f.registry}. Most likely it has capital letters: github.repository and github.repository_owner keep those of the account.`
          : `${f.given ? `The name ${f.given}` : f.image || "The image's name"} has capital letters. The registry knows lower case only: docker stops with "repository name must be lowercase", helm with "invalid repository".`,
      fix: (f, { corrected, bringer }) =>
        `Write the name in lower case${corrected ? `: ${corrected}` : ''}.${isWorkflow(f) && bringer ? ` Where the name comes from ${bringer}, ${LOWERED.en(bringer, f.takesTags)}.` : ''}`,
      tell: () =>
        'The client says so itself, mostly with the name in quotes; no request was made. github.repository keeps the capital letters of the account.',
    },
    'zh-CN': {
      title: '镜像名称含有大写字母',
      message: (f, detail) =>
        detail.isUnseen
          ? han`客户端在询问 ${f.registry} 之前就拒绝了镜像名称。名称中很可能含有大写字母：github.repository 和 github.repository_owner 会保留帐户名中的大写字母。`
          : han`镜像名称 ${f.given} 含有大写字母。注册表只接受小写名称：docker 会报错 “repository name must be lowercase” 并中止，helm 则报 “invalid repository”。`,
      fix: (f, { corrected, bringer }) =>
        han`请把名称改为小写${corrected ? `：${corrected}` : ''}。${isWorkflow(f) && bringer ? han`如果名称取自 ${bringer}，${LOWERED['zh-CN'](bringer, f.takesTags)}。` : ''}`,
      tell: () =>
        han`这是客户端自己的消息，引号中通常就是该名称；此时尚未发出任何请求。github.repository 会保留帐户名中的大写字母。`,
    },
  },
});

function capitals(linted: LintedPush): LintClaim<Detail> | undefined {
  const problem = pushedName(linted)?.problem;
  if (problem?.kind !== 'uppercase') return undefined;
  const sources = capitalSources(linted);
  const at = placeOfSource(sources);
  const { found } = linted.push.act;
  return {
    confidence: 'certain',
    // The letters may be those of the chart, whose name helm appends.
    ...(found.appended === undefined ? {} : { facts: { given: shownReference(wholeReference(found)) } }),
    ...placeOfPush(linted),
    ...(at ? { location: at } : {}),
    mend: () =>
      lowerCased(linted) ?? onlyShown(mendOf(rewrittenNames(sources, (value) => value.toLowerCase()))),
    detail: { corrected: problem.corrected, bringer: bringerIn(linted) },
  };
}

interface Detail {
  /** The name in lower case. */
  corrected: string;
  /** The client does not show the name, nor does anything before it. */
  isUnseen?: true;
  /** The expression that most likely brings the letters; null: they are written so, or that can't be told. */
  bringer: string | null;
}

/**
 * How the name becomes one in lower case: what GitHub fills in is lowered on the way, by the variable that has the same
 * or by one of the step's own; other values where they stand.
 */
const LOWERED: Localized<(bringer: string, takesTags: boolean) => string> = {
  en: (bringer, takesTags) =>
    bringer.startsWith('github.')
      ? `let bash lower it, ${lowering(bringer)}${takesTags ? ', or let docker/metadata-action make the tags' : ''}`
      : 'write that value in lower case',
  'zh-CN': (bringer, takesTags) =>
    bringer.startsWith('github.')
      ? `可以用 bash 转成小写（${lowering(bringer)}）${takesTags ? '，或者用 docker/metadata-action 生成标签' : ''}`
      : '请把它的值改为小写',
};

function lowering(bringer: string): string {
  const variable = KEEPS_CAPITALS[bringer];
  return variable ? `NAME=\${${variable},,}` : `with env: NAME: \${{ ${bringer} }} as \${NAME,,}`;
}

/** A client that does not say what it minds in the name. */
function ofUnfit(seen: Case): Claim<Detail> | undefined {
  const given = unfitName(seen);
  if (given === '') {
    const detail = { corrected: '', isUnseen: true as const, bringer: 'github.repository' };
    return { confidence: 'likely', odds: 1, detail };
  }
  return /[A-Z]/.test(given) ? ofGiven(given, seen) : undefined;
}

function ofGiven(given: string, { repository }: Case): Claim<Detail> {
  const detail = { corrected: given.toLowerCase(), bringer: bringerOf(given, repository) };
  return { confidence: 'certain', facts: { given }, detail };
}

/** Where the letters stand in the text, or where GitHub fills them in. */
function lowerCased(linted: LintedPush): Mend | null {
  const { registry, push } = linted;
  const { document, place, step, found } = push.act;
  // In a command other words may have a slash, too.
  const begins = step.uses ? '' : `${registry}/`;
  const written = lowerCaseIn(document, place, begins);
  // Beside what GitHub fills in, the letters that are written out are not all.
  if (bringerIn(linted)?.startsWith('github.')) return written.length > 0 ? null : loweredFill(linted);
  for (const name of writtenStems(withoutAbsent(found.reference).trim())) {
    const literal = ofName(linted, lowerCaseEdits(document, name));
    if (literal !== null) return literal;
  }
  return ofName(linted, written);
}

/** A name, and what may be written of it where a program puts its own words behind: `ko build` below KO_DOCKER_REPO. */
function writtenStems(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, parts.length - at).join('/'));
}

import { endsWithChart, folderEdits } from '../../fix/chart-folder.js';
import { chartFolder, shownReference } from '../../workflow/knowledge/names/names.js';
import { hasHole } from '../../workflow/language/values.js';
import { causeWith } from '../cause.js';
import { mendIn } from '../claims/mends.js';
import { placeOfPart } from '../claims/places.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';
import { wasAsked } from '../questions/asked.js';
import { chartBehindTag, says } from '../questions/said.js';
import { placeOfPush } from '../texts/pushed.js';
import { en, zh } from '../wording.js';

/** An address of the protocol with the tag of a URL in the middle of its name. */
const TAG_INSIDE = /\/v2\/[^\s":]*:[^\s"/]*\/[^\s"]*\/manifests\//;

/** `helm push` takes name and version from the chart and appends them; the URL is only where they go. */
export const helmUrlHasTag = causeWith<{ seenIn: 'log' } | { seenIn: 'text'; folder: string }>()({
  id: 'helm-url-has-tag',
  severity: 'error',
  mends: 'name',
  sources: ['facts N4', 'https://helm.sh/docs/topics/registries/', 'helm/helm#10152'],
  says: [
    /invalid reference: invalid tag "[^"/\s]*\/[^":\s]+:[^"\s]*"/,
    /unexpected status(?: from \S+ request to \S+)?: 405 Method Not Allowed/i,
  ],
  seen: [
    'Error: invalid reference: invalid tag "0.1.0/app:0.1.0"',
    'Error: failed commit on ref "manifest-sha256:0123": unexpected status: 405 Method Not Allowed',
  ],
  example: { given: 'ghcr.io/OWNER/NAME:TAG' },
  answers: [{ step: 'manifest-push', status: 405, message: '' }],
  change: {
    language: 'sh',
    before: 'helm push app-0.1.0.tgz oci://ghcr.io/OWNER/app:0.1.0',
    after: 'helm push app-0.1.0.tgz oci://ghcr.io/OWNER',
  },
  exampleDetail: { seenIn: 'text', folder: 'ghcr.io/OWNER' },

  explains(seen) {
    const problem = seen.image?.problem;
    if (wasAsked(seen)) {
      if (seen.kind !== 'name' || problem?.kind !== 'tag-in-url') return undefined;
      return {
        confidence: 'certain',
        ...placeOfPart(seen, 'name'),
        detail: { seenIn: 'text', folder: problem.corrected },
      };
    }
    const chart = seen.kind === 'name' ? chartBehindTag(seen) : null;
    if (chart !== null) {
      const given = seen.image?.tag ? `${seen.image.address}:${seen.image.tag}` : '';
      return {
        confidence: chart || seen.client ? 'certain' : 'likely',
        facts: { given },
        detail: { seenIn: 'text', folder: seen.image ? folderFor(chart, seen.image.address) : '' },
      };
    }
    if (!says(seen, /\b405(?: \(|:? )Method|\b405: unsupported/i)) return undefined;
    // The registry takes no DELETE either.
    if (seen.step === 'token' || seen.method === 'DELETE') return undefined;
    return {
      confidence: seen.client === 'helm' || says(seen, /ref "manifest-/, TAG_INSIDE) ? 'likely' : 'possible',
      detail: { seenIn: 'log' },
    };
  },

  lints: {
    push(push) {
      const { found } = push.push.act;
      const behindHost = found.reference.slice(found.reference.indexOf('/') + 1);
      const at = /[:@]/.exec(behindHost);
      if (!found.isPrefix || !at) return undefined;
      const path = behindHost.slice(0, at.index);
      const { act } = push.push;
      const last = path.slice(path.lastIndexOf('/') + 1);
      const isFolder = last === path || (!hasHole(last) && !endsWithChart(act.document, act.place, last));
      const kept = isFolder ? 'name' : 'folder';
      const folder = `${push.registry}/${shownReference(isFolder ? path : chartFolder(path))}`;
      return {
        confidence: 'certain',
        ...placeOfPush(push),
        mend: () => mendIn(act.document, folderEdits(act.document, act.place, kept)),
        detail: { seenIn: 'text', folder },
      };
    },
  },

  text: {
    en: {
      title: 'The URL for helm push has a name or a tag in it',
      message: (f, detail) =>
        detail.seenIn === 'log'
          ? `${en.refusal(f)} helm adds the name and the version of the chart to the URL by itself, so the request went to a place that does not exist.`
          : `helm push appends the chart's own name and version to the URL${f.given ? `, so oci://${f.given} can't be pushed to` : ', so it may have no tag'}.`,
      fix: (f, detail) =>
        `Give the URL of the folder, without name and tag: oci://${(detail.seenIn === 'text' && detail.folder) || folderOf(f)}.`,
      tell: () =>
        'Look at the command: after the owner there must be no chart name and no colon. A missing right is answered with 403, not with 405.',
    },
    'zh-CN': {
      title: 'helm push 的 URL 中包含名称或标签',
      message: (f, detail) =>
        detail.seenIn === 'log'
          ? han`${zh.refusal(f)}helm 会自动把 Chart 的名称和版本添加到 URL 之后，因此请求发到了一个不存在的位置。`
          : han`helm push 会自行在 URL 后追加 Chart 的名称和版本${f.given ? `，因此无法推送到 oci://${f.given}` : '，因此 URL 中不能有标签'}。`,
      fix: (f, detail) =>
        han`请只写到上一级，不要带上名称和标签：oci://${(detail.seenIn === 'text' && detail.folder) || folderOf(f)}。`,
      tell: () =>
        '查看命令：所有者之后不应出现 Chart 的名称，也不应出现冒号。缺少权限时返回的是 403，而不是 405。',
    },
  },
});

/** Where a chart goes: its own name stands at the end of the address, as with an image, or the address is the folder already. */
function folderFor(chart: string, address: string): string {
  const [registry = '', ...path] = address.split('/');
  if (chart && path.length > 1 && path.at(-1) !== chart) return address;
  return `${registry}/${chartFolder(path.join('/'))}`;
}

/** What the request names is the folder with the chart behind it; nobody knows which: the owner is left to fill in. */
function folderOf({ registry, image }: Facts): string {
  const path = image.slice(registry.length + 1);
  return path.includes('/') ? `${registry}/${chartFolder(path)}` : `${registry}/OWNER`;
}

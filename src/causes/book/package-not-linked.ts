import { chosenToken, isAllowedToChosen } from '../../evidence/types/evidence.js';
import { caseImage } from '../case.js';
import { cause } from '../cause.js';
import { stepOf } from '../claims/places.js';
import { imageFacts } from '../facts.js';
import { han } from '../han.js';
import { isOtherOwner } from '../levels.js';
import { isUserToken } from '../questions/token.js';
import { en, zh } from '../wording.js';

/** The push that makes the package works, and GITHUB_TOKEN is refused the next time: nothing links the two. */
export const packageNotLinked = cause({
  id: 'package-not-linked',
  severity: 'warning',
  isLater: true,
  sources: [
    'facts W5, section 4',
    'GitHub docs: Connecting a repository to a package',
    'lllamnyp/address-controller#3',
  ],
  // Nothing is refused yet; what comes later is said by package-not-granted.
  says: [],
  example: { token: 'GHCR_TOKEN' },
  change: {
    language: 'text',
    before: 'FROM alpine',
    after: 'FROM alpine\nLABEL org.opencontainers.image.source=https://github.com/OWNER/REPOSITORY',
  },

  notices(evidence) {
    const { access, chosen, run, workflow } = evidence;
    const token = chosenToken(evidence);
    if (access !== 'push' || !run.repository || !isUserToken(token) || workflow?.setsSourceLabel) return [];
    return evidence.images
      .filter(({ image, readable }) => image.role === 'image' && readable === 'absent')
      .filter(({ image }) => !isOtherOwner(image.owner, run.owner))
      .filter((image) => isAllowedToChosen(image, chosen))
      .map(({ image }) => ({
        confidence: workflow ? 'likely' : 'possible',
        facts: imageFacts(caseImage(image)),
        ...stepOf(image, evidence),
      }));
  },

  text: {
    en: {
      title: 'The new package will not be linked to the repository',
      message: (f) =>
        `This push creates ${en.image(f)} with ${en.token(f)}, so the package is private and not linked to ${en.repository(f)}. Later pushes with GITHUB_TOKEN are then refused.`,
      fix: (f) =>
        `Set the label org.opencontainers.image.source=${f.serverUrl}/${f.repository || 'OWNER/REPOSITORY'} on the image, as docker/metadata-action does, or make the first push with GITHUB_TOKEN.`,
      tell: () => 'On the page of the package there is no repository at the right.',
    },
    'zh-CN': {
      title: '新软件包不会关联到存储库',
      message: (f) =>
        han`本次推送会用 ${zh.token(f)} 创建 ${zh.image(f)}，因此该软件包是私有的，也不会关联到 ${zh.repository(f)}。之后使用 GITHUB_TOKEN 推送会被拒绝。`,
      fix: (f) =>
        han`请为镜像设置标签（label）org.opencontainers.image.source=${f.serverUrl}/${f.repository || 'OWNER/REPOSITORY'}（docker/metadata-action 会自动设置），或者第一次推送时使用 GITHUB_TOKEN。`,
      tell: () => '软件包页面右侧没有显示存储库。',
    },
  },
});

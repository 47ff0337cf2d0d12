import type { Symptom } from '../../evidence/log/types.js';
import { cause } from '../cause.js';
import {
  isJobToken,
  linked,
  missing,
  packagesLevel,
  rightRefused,
  says,
  silent,
  WORDS,
} from '../questions.js';
import {
  aboutRights,
  heard,
  hints,
  isPush,
  readOnlyOf,
  saidToApp,
  settingsOf,
  withoutReason,
} from '../reading.js';
import { en, han, zh } from '../wording.js';

/** The package exists, and this repository has no Write role on it: another one made it, or a laptop did. */
export const packageNotGranted = cause({
  id: 'package-not-granted',
  severity: 'error',
  sources: [
    'facts W5, W7, number 8',
    "GitHub docs: Configuring a package's access control and visibility",
    'docker/build-push-action#463',
  ],
  says: [WORDS.writePackage, WORDS.write],
  seen: [
    'denied: permission_denied: write_package',
    'denied: installation not allowed to Write organization package',
  ],
  answers: [
    { step: 'upload', status: 403, message: 'DENIED: permission_denied: write_package' },
    {
      step: 'upload',
      status: 403,
      message: 'DENIED: installation not allowed to Write organization package',
    },
    { step: 'blob', status: 403, message: '' },
    { step: 'manifest-push', status: 403, message: 'DENIED: permission_denied: write_package' },
  ],
  page: (f) => f.settingsUrl,

  explains(refusal, evidence) {
    const { image, token } = refusal;
    if (evidence.access !== 'push' || !isJobToken(token) || !rightRefused(refusal) || missing(refusal))
      return undefined;
    const url = image.package?.settingsUrl;
    const level = packagesLevel(evidence);
    const link = linked(image, evidence);
    if (says(refusal, WORDS.writePackage)) {
      // A cache, and a job without the permission, have causes of their own.
      const first = image.image.role === 'image' && (level === 'write' || level === null);
      const sure = first && link === 'elsewhere';
      return { confidence: sure ? 'certain' : 'likely', url };
    }
    if (!says(refusal, WORDS.write) && !(silent(refusal) && image.readable !== 'absent')) return undefined;
    if (link === 'here') return { confidence: 'possible', url };
    const likely = link === 'elsewhere' || (level === 'write' && !silent(refusal));
    return { confidence: likely ? 'likely' : 'possible', url };
  },

  reads(symptom, job) {
    if (!aboutRights(symptom)) return undefined;
    const url = settingsOf(symptom, job);
    const person = hints(job, 'classic', 'oauth');
    if (heard(symptom, WORDS.writePackage)) return { confidence: person ? 'possible' : 'likely', ...url };
    if (heard(symptom, WORDS.read)) return { confidence: 'possible', ...url };
    if (!isPush(symptom) || heard(symptom, WORDS.create)) return undefined;
    const short = job.level === 'none' || job.level === 'read' || readOnlyOf(job) !== null;
    const app = saidToApp(symptom) || hints(job, 'app');
    if (heard(symptom, WORDS.write)) {
      if (short) return undefined;
      return { confidence: symptom.cache || app ? 'possible' : 'likely', ...url };
    }
    if (!withoutReason(symptom) || (symptom.access === null && symptom.status === 401)) return undefined;
    const other =
      short ||
      app ||
      symptom.cache ||
      symptom.progress.layers ||
      symptom.status !== 403 ||
      bareDenied(symptom);
    return { confidence: other ? 'possible' : 'likely', ...url };
  },

  text: {
    en: {
      title: 'The package does not let this repository write',
      message: (f) =>
        `${en.refusal(f)} The package exists and does not give ${en.repository(f)} the role Write${f.packageRepository && f.packageRepository !== f.repository ? `: it is linked to ${f.packageRepository}` : ''}.`,
      fix: (f) =>
        `On the settings page of the package, under Manage Actions access, add ${en.repository(f)} with the role Write.`,
      tell: (f) =>
        `Open ${f.settingsUrl || 'the settings page of the package'} and look under Manage Actions access: this repository has to be there with the role Write. ghcr-preflight check asks the registry itself.`,
      folk: () =>
        'id-token: write and provenance: false do not help, nor does a new login: the package itself refuses this repository.',
    },
    'zh-CN': {
      title: '软件包不允许本存储库写入',
      message: (f) =>
        han`${zh.refusal(f)}该软件包已经存在，但没有授予 ${zh.repository(f)} Write 角色${f.packageRepository && f.packageRepository !== f.repository ? `：它关联的是 ${f.packageRepository}` : ''}。`,
      fix: (f) =>
        han`请打开软件包的设置页面，在 “Manage Actions access” 中添加 ${zh.repository(f)}，并把角色设为 Write。`,
      tell: (f) =>
        han`打开 ${f.settingsUrl || '软件包的设置页面'}，查看 “Manage Actions access”：其中必须有本存储库，且角色为 Write。ghcr-preflight check 可以直接询问注册表。`,
      folk: () =>
        han`id-token: write 和 provenance: false 没有用，重新登录也没有用：是软件包本身拒绝了本存储库。`,
    },
  },
});

/** docker's `denied` alone: the credential may be the reason as well. */
function bareDenied({ said, stage }: Symptom): boolean {
  return said !== null && stage === null;
}

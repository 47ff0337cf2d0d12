/** What `lint` says when there is nothing to say. */
import type { Language } from '../types.js';

interface Looked {
  files: number;
  /** They push, and nobody knows whose workflows they are: the owners in names were compared with none. */
  isUnowned: boolean;
}

/** One sentence, with how many files were read. */
export function nothingFound({ files, isUnowned }: Looked, language: Language): string {
  if (language === 'zh-CN')
    return `${files} 个文件，没有发现会被 GHCR 拒绝的内容${isUnowned ? '。不知道这是哪个存储库，因此没有核对镜像名称中的所有者：请用 --repository OWNER/NAME 指定。' : ''}`;
  const read = `${files} ${files === 1 ? 'file' : 'files'}, nothing that GHCR would refuse`;
  return isUnowned
    ? `${read}. It is not known whose workflows these are, so the owners in image names were not checked: name the repository with --repository OWNER/NAME.`
    : read;
}

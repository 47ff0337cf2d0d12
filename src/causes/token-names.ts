/** How tokens and stored logins are called in sentences. */
import type { TokenEvidence } from '../evidence/types/token.js';
import type { Language } from '../types.js';

/** How the user knows this token. */
export function tokenName(
  token: Pick<TokenEvidence, 'source' | 'file' | 'variable' | 'scope'>,
  registry: string,
  language: Language,
): string {
  if (token.variable) return variableIn(token.variable, token.file, language);
  if (token.source === 'ghcr-token') return 'GHCR_TOKEN';
  if (token.source === 'github-token') return 'GITHUB_TOKEN';
  const file = token.file ?? 'config.json';
  const entry = token.scope ?? registry;
  return language === 'zh-CN' ? `${file} 中 ${entry} 的凭据` : `the entry for ${entry} in ${file}`;
}

/** A stored login by what it is for. */
export function loginName(entry: string, language: Language): string {
  return language === 'zh-CN' ? `${entry} 的凭据` : `the login for ${entry}`;
}

function variableIn(variable: string, file: string | null, language: Language): string {
  if (file === null) return variable;
  return language === 'zh-CN' ? `${file} 中的 ${variable}` : `${variable} in ${file}`;
}

/** The kind of a token in words. */
export function tokenKindName(kind: TokenEvidence['kind'], language: Language): string {
  return TOKEN_KINDS[language][kind];
}

const TOKEN_KINDS: Record<Language, Record<TokenEvidence['kind'], string>> = {
  en: {
    'classic-pat': 'classic personal access token',
    'fine-grained-pat': 'fine-grained personal access token',
    'github-token': "the job's own GITHUB_TOKEN",
    'app-installation': 'installation token of a GitHub App',
    oauth: 'OAuth token',
    'app-user': 'user token of a GitHub App',
    refresh: 'refresh token',
    unknown: 'token of an unknown kind',
  },
  'zh-CN': {
    'classic-pat': '经典个人访问令牌',
    'fine-grained-pat': '细粒度个人访问令牌',
    'github-token': '作业自带的 GITHUB_TOKEN',
    'app-installation': 'GitHub App 安装令牌',
    oauth: 'OAuth 令牌',
    'app-user': 'GitHub App 用户令牌',
    refresh: '刷新令牌',
    unknown: '类型未知的令牌',
  },
};

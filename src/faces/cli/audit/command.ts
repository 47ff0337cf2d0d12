/** What `audit --help` says, in both languages, and the options behind it. What it does is loaded when it is called. */
import type { Command } from 'commander';
import type { Localized } from '../../../types.js';
import { addCommonOptions, collected, onlyOne, type Setting } from '../common-options.js';
import type { AuditCommandOptions } from './audit.js';

export function defineAudit(main: Command, setting: Setting): void {
  const { language, env } = setting;
  const say = HELP[language];
  const command = main
    .command('audit')
    .description(say.description)
    .argument('[OWNER]', say.owner)
    .option('--shard <k/n>', say.shard, onlyOne('--shard', setting))
    .option('--repositories <glob>', say.repositories, collected)
    .option('--probe', say.probe)
    .option('--registry <host>', say.registry)
    .option('--resume <file>', say.resume, onlyOne('--resume', setting))
    .option('--merge <file...>', say.merge)
    .addHelpText('after', `\n${say.exit}\n${EXAMPLES}`)
    .action(async (owner: string | undefined, options: AuditCommandOptions) => {
      const { auditCommand } = await import('./audit.js');
      process.exitCode = await auditCommand(owner, options, env);
    });
  addCommonOptions(command, setting);
}

const EXAMPLES = `
  read -rs GH_TOKEN && export GH_TOKEN
  ghcr-preflight audit octo-org --resume audit.jsonl
  ghcr-preflight audit octo-org --shard 2/8 --format json > 2.json
  ghcr-preflight audit --merge *.json`;

interface Help {
  description: string;
  owner: string;
  shard: string;
  repositories: string;
  probe: string;
  registry: string;
  resume: string;
  merge: string;
  exit: string;
}

const HELP: Localized<Help> = {
  en: {
    description:
      "lint all repositories of an owner and compare what their workflows push with the owner's packages",
    owner: 'organization or user; may be left out with --merge',
    shard: 'only the K-th of N parts of the repositories, for several jobs side by side',
    repositories:
      'only those whose names match: patterns with * and ?, comma-separated; one that begins with ! leaves out',
    probe: 'also ask the registry whether it takes each push from the token at hand',
    registry: 'registry to look at; default: that of GITHUB_SERVER_URL, else ghcr.io',
    resume: 'keep a journal in this file, and go on where one that is there has stopped',
    merge: 'put the JSON reports of all shards together instead',
    exit: `The token is taken from GITHUB_TOKEN, GH_TOKEN or GHCR_TOKEN: repositories are those that it may read, and packages are compared where it has read:packages. Archived repositories and forks are named and not read.
Exit code: 0 nothing would be refused, 1 something would, 2 bad usage or an owner that can't be listed, 3 nothing that was read would be refused, and not all was read.`,
  },
  'zh-CN': {
    description: '检查一个所有者的全部存储库，并把其工作流推送的镜像与该所有者的软件包比对',
    owner: '组织或用户；使用 --merge 时可省略',
    shard: '把存储库分成 N 份，只处理第 K 份，便于多个作业并行',
    repositories: '只处理名称匹配的存储库：可用 * 和 ? 的模式，以逗号分隔；以 ! 开头表示排除',
    probe: '同时询问注册表：现有的令牌能否完成各个推送',
    registry: '要检查的注册表；默认：GITHUB_SERVER_URL 的注册表，否则为 ghcr.io',
    resume: '在此文件中记录进度；文件已存在时从中断处继续',
    merge: '改为合并各分片的 JSON 报告',
    exit: `令牌取自 GITHUB_TOKEN、GH_TOKEN 或 GHCR_TOKEN：只处理它能读取的存储库；具有 read:packages 时才会比对软件包。已归档的存储库和复刻只列出名称，不读取内容。
退出代码：0 不会被拒绝，1 会被拒绝，2 用法错误或无法列出该所有者的存储库，3 已读取的部分不会被拒绝，但没有全部读取。`,
  },
};

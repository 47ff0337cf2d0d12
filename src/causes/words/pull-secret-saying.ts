/** What every saying about a pull secret is made of: its subject, and the cures that several share. */
import type { PullSecretFault } from '../../evidence/types/deployment.js';
import type { Facts } from '../facts.js';
import { han } from '../han.js';

/** What is known beside the fault. */
export interface About {
  /** Of the Secret; empty: nobody knows. */
  name: string;
  f: Facts;
  /** It is the first that is said of this Secret. */
  isFirst: boolean;
}

type Fault<Kind extends PullSecretFault['kind']> = Extract<PullSecretFault, { kind: Kind }>;

/** For each kind of fault what it is, and what to do. */
export type Sayings = {
  [Kind in PullSecretFault['kind']]: {
    what(fault: Fault<Kind>, about: About): string;
    fix(fault: Fault<Kind>, about: About): string;
  };
};

export const subject = ({ name, isFirst }: About) =>
  isFirst ? (name ? `The Secret ${name}` : 'The pull secret') : 'It';
export const subjectZh = ({ name, isFirst }: About) =>
  isFirst ? (name ? `Secret ${name} ` : '该拉取 Secret ') : '它';

/** All of these are mended by making it anew. */
export const anew = (_: unknown, { f }: About) =>
  `Make the Secret anew with the command below: it asks for the token, a classic personal access token with read:packages, and writes the entry for ${f.registry}.`;
export const anewZh = (_: unknown, { f }: About) =>
  han`请用下面的命令重新创建该 Secret：它会询问令牌（具有 read:packages 作用域的经典个人访问令牌），并写入 ${f.registry} 的条目。`;

/** Ends a cure by which the Secret itself is changed. */
export function replaced({ f }: About): string {
  return `the command below asks for the token and replaces the Secret by one with an entry for ${f.registry}.`;
}

export function replacedZh({ f }: About): string {
  return han`下面的命令会询问令牌，并用带有 ${f.registry} 条目的 Secret 替换它。`;
}

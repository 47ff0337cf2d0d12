/** Registries that people speak of without a host. */
import { happenedTo } from '../people/met.js';
import { speaksOfAnother, speaksOfCloud, speaksOfOurs } from '../words/registry-names.js';

/** Nobody writes longer ones. */
const SENTENCE = 400;

export class SpokenOf {
  /** GitHub's, by who tells of himself: guides speak of it, too. */
  ours = false;
  another = false;
  cloud = false;
  /** GitHub's, by anybody. */
  named = false;

  read(text: string): void {
    if (text.length > SENTENCE) return;
    const isNamed = speaksOfOurs(text);
    this.named ||= isNamed;
    this.ours ||= isNamed && happenedTo(text);
    this.another ||= speaksOfAnother(text);
    this.cloud ||= speaksOfCloud(text);
  }
}

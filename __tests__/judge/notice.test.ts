/** What is said of a workflow that was not read. */
import { expect, test } from '@jest/globals';
import { workflowNotice } from '../../src/judge/notice.js';

const FILE = '.github/workflows/ci.yml';

test.each(['en', 'zh-CN'] as const)(
  'its file, or that of this run, why, and the words of the reader: %s',
  (language) => {
    const said = (file: string | null, detail: string | null) =>
      workflowNotice({ kind: 'unreadable', file, detail }, language);
    const [bare, ofRun, detailed] = [said(FILE, null), said(null, null), said(FILE, 'EACCES')];
    expect(bare.startsWith(`${FILE}${language === 'en' ? ': ' : '：'}`)).toBe(true);
    expect(ofRun).toBe(bare.replace(FILE, language === 'en' ? 'this run' : '本次运行'));
    expect(detailed).toBe(`${bare}${language === 'en' ? ' (EACCES)' : '（EACCES）'}`);
  },
);

/** How lines begin that are no end of the line before. */

/** Something new begins here, whatever the width of the line before. */
export const BEGINNING =
  /^\s*(?:<\d{1,3}>|(?:< )?HTTP\/\d|curl: \(\d|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d:|\ufeff?\d{4}[-/]\d\d[-/]\d\d[T ]|\d\d[-:]\d\d[-:]\d\d|\[\d{4}-|(?:time|ts|level|msg)=|[IWEF]\d{4} \d\d:\d\d:|#\d+ |##\[|::\w+|[-=─—*_]{3,}|=> (?:=> |CACHED |ERROR |CANCELED |\[|(?:ex|im)porting |pushing |resolve |naming )|\$ |\+{1,3} |% |❯ |PS |[A-Z]:\\|\[[\w ./+-]+\]|\[\+\]|(?:Normal|Warning) {2,}|Run \S|HEAD is now at |[0-9a-f]{12}: |\S+: Pulling from |(?:INFO|DEBUG|TRACE|NOTICE):?\s|(?:INFO|WARN|FATA|ERRO|DEBU)\[|[-*•✘✔✓⠿] |\d{1,2}[.)] ["'`*\p{L}]|[│├└╰]|\{|<\w)|^[^\t]{1,200}\t[^\t]{1,200}\t|^\s*[\w.-]+ +\| /u;
/** A shell, a program or a machine that was logged in to names itself, as git does for it; source code that is shown calls something. */
export const SPEAKER =
  /^\s*(?:[\w.-]+@[\w.-]+: |(?:(?:ba|da|k|z)?sh|ssh|scp|rsync|git|remote|make|mkdir|rm|cp|mv|ln|cat|chmod|chown|tar|wget): |(?:\} ?(?:else|catch|finally) ?)?(?:if|foreach|while) (?:\(\$|\[)|(?:await |return |throw new )?[a-z_][\w.]*\((?:\w+, ?)?["'`])/;

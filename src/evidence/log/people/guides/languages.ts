/**
 * Advice about a refusal in languages other than English and Chinese (`spoken.ts`): a row a language, the same rules for each.
 * Who is asked before whether somebody tells of himself (`met.ts`) is asked here only what a guide says: in which case it
 * comes, and what is to be done then or what it mostly is; or what the message means.
 */
import { SAID } from '../../words/said-words.js';
import { asksForHelp } from './reporters.js';

interface Language {
  /** In which case. */
  when: string;
  /** Its reader, right behind that. */
  reader: string;
  /** The same of a thing of everybody's: a comma ends what is said of it. */
  thing: string;
  /** What is to be done, as a reader is told. */
  order: string;
  /** It is so as a rule. */
  mostly: string;
  /** What a message stands for. */
  means: string;
}

/** Of a word's edge: a letter with an accent is one, too. Named by their numbers, for a class of properties takes long to make. */
const LETTER = 'A-Za-z\\u00c0-\\u024f\\u0400-\\u04ff\\d';
const words = (list: string) => new RegExp(`(?<![${LETTER}])(?:${list})(?![${LETTER}])`);

const SPACED: readonly Language[] = [
  {
    when: '[Ww]enn|[Ff]alls|[Ss]obald|[Bb]ei',
    reader: 'du|Sie',
    thing: 'man|der|die|das|ein|ghcr',
    order:
      '[Bb]itte|[Pp]rüfen? Sie|[Pp]rüfe|[Ss]tell(?:e|en Sie) sicher|(?:fügen|melden|geben|erstellen|verwenden|setzen) Sie|(?:füge|melde|gib|erstelle|verwende|setze) (?:dich|dem|den|die|das|ein\\w*|packages)',
    mostly: 'meist(?:ens)?|normalerweise|üblicherweise|typischerweise|in der Regel',
    means: 'bedeutet|heißt, dass|weist darauf hin',
  },
  {
    when: "[Ss]i|[Qq]uand|[Ll]orsqu(?:e|[’']\\w+)|[Ee]n cas (?:de|d[’']\\w+)",
    reader: 'vous|tu',
    thing: "le|la|l[’']\\w+|ghcr",
    order:
      'il faut|il suffit|vérifie[rz]|assurez-vous|connectez-vous|ajoutez|donnez|accordez|créez|utilisez|veuillez|pensez à|pense à',
    mostly: 'généralement|habituellement|le plus souvent|en général|normalement',
    means: 'signifie(?:nt)?|veut dire|indique(?:nt)?',
  },
  {
    when: '[Ss]i|[Cc]uando|[Ee]n caso de',
    reader: 'usted|tú|has|tienes|usas|\\w{2,20}[ai]ste',
    thing: 'ves|aparece|obtienes|recibes|el|la|ghcr',
    order:
      'hay que|verifi(?:ca|que)|revis[ae]|asegúr(?:ate|ese)|comprueb[ae]|añad[ae]|agreg(?:a|ue)|inici[ae] sesión|otorg(?:a|ue)|concéd[ae]le|cre[ae] un|dale',
    mostly: 'normalmente|generalmente|habitualmente|por lo general|suele',
    means: 'significan?|indica|quiere decir|se debe a',
  },
  {
    when: '[Ss]e|[Qq]uando|[Cc]aso|[Ee]m caso de',
    reader: 'você|vocês',
    thing: 'o ghcr',
    order:
      'verifique|confira|certifique-se|adicione|é preciso|é necessário|faça (?:o )?login|conceda|crie um',
    mostly: 'normalmente|geralmente|em geral|costuma',
    means: 'significam?|indica|quer dizer',
  },
  {
    when: '[Ss]e|[Qq]uando|[Ii]n caso di',
    reader: 'tu|voi',
    thing: 'ghcr',
    order:
      'verific(?:a|are|ate|hi)|controlla(?:re|te)?|assicura(?:ti|tevi|rsi)|aggiung(?:i|ere)|bisogna|occorre|è necessario',
    mostly: 'di solito|normalmente|in genere|generalmente',
    means: 'significano?|indica|vuol dire',
  },
  {
    when: '[Ее]сли|[Кк]огда|[Пп]ри',
    reader: 'вы|ты',
    thing: 'ghcr',
    order: 'проверьте|убедитесь|добавьте|войдите|выдайте|создайте|нужно|необходимо|следует|надо',
    mostly: 'обычно|как правило|чаще всего',
    means: 'означа(?:ет|ют)|значит|указывает',
  },
];

/** The same where the case stands behind its clause. */
const UNSPACED: readonly Omit<Language, 'reader' | 'thing'>[] = [
  {
    when: '(?:場合|とき|ときに|際)(?:は|に)?',
    order: 'してください|ください|確認し|必要があります',
    mostly: '通常|多くの場合|ほとんどの場合',
    means: '意味します|原因です|ことを示し|エラーは、?[^。]{0,60}?(?:発生します|表示されます|出ます)',
  },
  {
    when: '(?:이?면|때|경우)(?:에는|에|는)?',
    order: '(?:하|주|보|내)?세요|하십시오|(?:해|줘|어|여)야 (?:합니다|한다)',
    mostly: '보통|대부분|일반적으로',
    means: '의미합니다|뜻합니다|(?:때|경우|면)(?:에)? ?(?:발생|나타|표시)[가-힣]*(?:니다|다)',
  },
];

const IS_SAID = new RegExp(SAID);

/** Of all that ends its case with a comma, and of what the error that stands there comes of. */
const AT_ONCE = [
  `(?:忘れる|ない)と[^。]{0,60}?${SAID}[^。]{0,30}?(?:失敗|エラー|にな[りる])`,
  `${SAID}[^。]{0,30}?について(?:詳しく)?(?:解説|説明|紹介)`,
  `${SAID}[^。！]{0,60}?(?:場合は|ときは)`,
  `(?:[Oo] erro|[Ee]l error|[Ll][’']erreur|[Dd]er Fehler|[Оо]шибка) ["\x60«„]?\\s?${SAID}.{0,60}? (?:ocorre|acontece|ocurre|sucede|aparece|surge|se produit|survient|apparaît|tritt(?: [^,.]{0,20})? auf|kommt|entsteht|возникает|появляется)`,
];

/** One rule of a language, made when its first word is met. */
interface Rules {
  isGuide(text: string, said: number): boolean;
}

function spacedRules({ when, reader, thing, order, mostly, means }: Language): Rules {
  const [inCase, ordered, usual, meant] = [when, order, mostly, means].map(words) as [
    RegExp,
    RegExp,
    RegExp,
    RegExp,
  ];
  const ofReader = new RegExp(
    `(?<![${LETTER}])(?:${when}) (?:(?:[^\\s,;]+ ){0,2}?(?:${reader})(?![${LETTER}])[^;]{0,160}?|(?:${thing})(?![${LETTER}])[^,;]{0,60}?)${SAID}`,
  );
  return {
    isGuide(text, said) {
      const at = text.search(inCase);
      if (at !== -1 && (ofReader.test(text) || ordered.test(text.slice(at)) || usual.test(text))) return true;
      return isBehind(text, said, meant, 160);
    },
  };
}

function unspacedRules({ when, order, mostly, means }: (typeof UNSPACED)[number]): Rules {
  const inCase = new RegExp(`${when}.*(?:${order}|${mostly})`);
  const [usual, meant] = [new RegExp(mostly), new RegExp(means)];
  return {
    isGuide: (text, said) =>
      isBehind(text, said, inCase, 80) || isBehind(text, said, usual, 80) || isBehind(text, said, meant, 60),
  };
}

/** Whether it stands behind the words of the refusal, and in the same clause. */
function isBehind(text: string, said: number, pattern: RegExp, most: number): boolean {
  const rest = text.slice(said);
  const found = pattern.exec(rest);
  return found !== null && found.index <= most + IS_SAID_LENGTH && !rest.slice(0, found.index).includes(';');
}

/** As long as those words are, with what may stand in front of them. */
const IS_SAID_LENGTH = 40;

/** In which case, or what it means, in any of them: hardly a line has one. */
const CUE = new RegExp(
  [
    ...SPACED.map(({ when, means }) => `(?<![${LETTER}])(?:${when}|${means})(?![${LETTER}])`),
    ...UNSPACED.map(({ when, mostly, means }) => `${when}|${mostly}|${means}`),
    '(?:erro|error|erreur|Fehler|шибка) |忘れると|ないと|について',
  ].join('|'),
);

let made: { rules: Rules[]; atOnce: RegExp[] } | null = null;

/** Whether a sentence that names nobody gives such advice, or tells what the message means. */
export function isForeignGuide(text: string): boolean {
  if (!CUE.test(text)) return false;
  const said = text.search(IS_SAID);
  if (said === -1) return false;
  made ??= {
    rules: [...SPACED.map(spacedRules), ...UNSPACED.map(unspacedRules)],
    atOnce: AT_ONCE.map((source) => new RegExp(source)),
  };
  const isGuide =
    made.rules.some((each) => each.isGuide(text, said)) || made.atOnce.some((each) => each.test(text));
  return isGuide && !asksForHelp(text);
}

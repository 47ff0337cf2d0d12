/**
 * Advice about a refusal in languages other than English and Chinese (`spoken.ts`): a row a language, the same rules for each.
 * Who is asked before whether somebody tells of himself (`met.ts`) is asked here only what a guide says: in which case it
 * comes, and what is to be done then or what it mostly is; or what the message means.
 */
import { SAID } from '../../words/said-words.js';

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

/** Words between spaces; a letter with an accent is one, too. */
const words = (list: string) => `(?<![\\p{L}\\d])(?:${list})(?![\\p{L}\\d])`;

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
].map((language) => ({
  when: words(language.when),
  reader: words(language.reader),
  thing: words(language.thing),
  order: words(language.order),
  mostly: words(language.mostly),
  means: words(language.means),
}));

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
    means: '의미합니다|뜻합니다|(?:때|경우|면)(?:에)? ?(?:발생|나타|표시)[\\p{L}]*(?:니다|다)',
  },
];

function guides(): RegExp[] {
  const any = '[^;]{0,160}?';
  return [
    ...SPACED.flatMap(({ when, reader, thing, order, mostly, means }) => [
      `${when} (?:[^\\s,;]+ ){0,2}?${reader}${any}${SAID}`,
      `${when} ${thing}[^,;]{0,60}?${SAID}`,
      `(?=.*${SAID})${when}.*(?:${order}|${mostly})`,
      `(?=.*${SAID})${mostly}.*${when}`,
      `${SAID}${any}${means}`,
    ]),
    ...UNSPACED.flatMap(({ when, order, mostly, means }) => [
      `${SAID}.{0,80}?${when}.*${order}`,
      `${SAID}.{0,80}?${when}.*${mostly}|${SAID}.{0,80}?${mostly}`,
      `${SAID}.{0,60}?(?:${means})`,
    ]),
    `${SAID}[^。！]{0,60}?(?:場合は|ときは)`,
    // What the error that stands there comes of.
    `(?:[Oo] erro|[Ee]l error|[Ll][’']erreur|[Dd]er Fehler|[Оо]шибка) ["\\x60«„]?\\s?${SAID}.{0,60}? (?:ocorre|acontece|ocurre|sucede|aparece|surge|se produit|survient|apparaît|tritt(?: [^,.]{0,20})? auf|kommt|entsteht|возникает|появляется)`,
  ].map((source) => new RegExp(source, 'u'));
}

let made: RegExp[] | null = null;

/** Whether a sentence that names nobody gives such advice, or tells what the message means. */
export function isForeignGuide(text: string): boolean {
  made ??= guides();
  return made.some((pattern) => pattern.test(text));
}

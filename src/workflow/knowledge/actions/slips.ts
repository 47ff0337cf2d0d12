const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');

/** What a name becomes where one slip of the hand befell it: a letter left out, added, another one, or swapped with the next; `_` for `-`. */
export function slipsOf(names: readonly string[]): string[] {
  const made = names.flatMap((name) => [
    name.replaceAll('-', '_'),
    ...LETTERS.map((letter) => name + letter),
    ...Array.from(name, (letter, at) => {
      const [before, next, after] = [name.slice(0, at), name.slice(at + 1, at + 2), name.slice(at + 2)];
      return [
        before + next + after,
        before + next + letter + after,
        ...LETTERS.flatMap((other) => [
          before + other + next + after,
          before + other + letter + next + after,
        ]),
      ];
    }).flat(),
  ]);
  return made.filter((each) => !names.includes(each));
}

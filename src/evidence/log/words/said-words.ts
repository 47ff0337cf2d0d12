/** Source of a pattern: the words of a refusal, as sentences and sources have them behind a verb or in quotes. */
export const SAID =
  '["\'\x60(]?(?:error |HTTP |status |code |message |response )*["\'\x60(]?(?:[Dd]enied|DENIED|[Uu]nauthorized|UNAUTHORIZED|[Ff]orbidden|40[13]\\b|permission_denied|unauthenticated|toomanyrequests|requested access|installation not allowed|unexpected status)';

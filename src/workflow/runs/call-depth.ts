/** github.com allows ten levels of calls (facts, section 3). */
export const MAX_CALL_DEPTH = 10;

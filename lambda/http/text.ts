const damaged = /\p{Surrogate}|\ufffd/u;

/**
 * Checks whether the text arrived intact. A lone surrogate cannot be encoded for AWS, and API Gateway turns bytes that
 * are not UTF-8 into U+FFFD: what was sent is lost.
 */
export function isWholeText(text: string): boolean {
  return !damaged.test(text);
}

/** What is wrong with a text that is not whole, as the end of a sentence. */
export const notWhole = 'is not UTF-8 (it has a lone surrogate, or U+FFFD in place of other bytes)';

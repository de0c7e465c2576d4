const damaged = /\p{Surrogate}|\ufffd/u;

/**
 * Is the text whole? A lone surrogate cannot be encoded on its way to AWS, and U+FFFD is what API Gateway makes of bytes
 * that are not UTF-8: what was sent is lost.
 */
export function isWholeText(text: string): boolean {
  return !damaged.test(text);
}

/** What is wrong with a text that is not whole, as the end of a sentence. */
export const notWhole = 'is not UTF-8 (it has a lone surrogate, or U+FFFD in place of other bytes)';

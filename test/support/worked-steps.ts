/** One step of a worked example: a change of one file. */
export interface Step {
  readonly file: string;
  /** Where the code goes; a file that is created has none. */
  readonly place?: { readonly how: 'after' | 'before' | 'in place of' | 'at the end of'; readonly anchor: string };
  readonly code: string;
}

const place =
  /(?:Create `([^`]+)`|In `([^`]+)`, (after|before|in place of) `([^`]+)`|At the end of `([^`]+)` in `([^`]+)`):$/;

/** Reads the steps of a page: a line that ends with the place, and the code block below it. */
export function stepsOf(page: string): readonly Step[] {
  const blocks = [...page.matchAll(/^(.*:)\n\n {3}```\w+\n([\s\S]*?)^ {3}```$/gm)];
  return blocks.flatMap(([, sentence = '', block = '']) => {
    const found = place.exec(sentence);
    if (found === null) return [];
    const [, created, file, how, anchor, table, fileOfTable] = found;
    const code = block.replace(/^ {3}/gm, '');
    if (created !== undefined) return [{ file: created, code }];
    if (table !== undefined) return [{ file: fileOfTable ?? '', place: { how: 'at the end of', anchor: table }, code }];
    return [{ file: file ?? '', place: { how: how as 'after', anchor: anchor ?? '' }, code }];
  });
}

/**
 * Applies a step to the text of its file.
 * @throws Error when the anchor is not in the text exactly once
 */
export function applied({ file, place: at, code }: Step, text: string): string {
  if (at === undefined) return code;
  const lines = text.split('\n');
  const wanted = at.how === 'at the end of' ? `export const ${at.anchor}` : at.anchor;
  const hits = lines.flatMap((line, index) => (line.includes(wanted) ? [index] : []));
  const [hit] = hits;
  if (hit === undefined || hits.length > 1) throw new Error(`${file} has ${hits.length} times: ${wanted}`);
  const added = code.replace(/\n$/, '').split('\n');
  switch (at.how) {
    case 'after':
      return lines.toSpliced(hit + 1, 0, ...added).join('\n');
    case 'before':
      return lines.toSpliced(hit, 0, ...added).join('\n');
    case 'in place of':
      return lines.toSpliced(hit, 1, ...added).join('\n');
    case 'at the end of':
      return lines
        .toSpliced(
          lines.findIndex((line, index) => index > hit && /^[\]}]/.test(line)),
          0,
          ...added,
        )
        .join('\n');
  }
}

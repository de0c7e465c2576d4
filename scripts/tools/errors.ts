/** Reads Node's code of an error, such as `ENOENT`; empty where there is none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Writes the message of an error in one line. */
export function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' && message !== '' ? message : String(error);
}

/**
 * Writes the paragraph for a full disk, where a text of a tool or an error reports one; undefined for every other text.
 */
export function fullDisk(text: string): string | undefined {
  if (!/\b(ENOSPC|EDQUOT)\b|no space left on device|disk quota exceeded/i.test(text)) return undefined;
  return 'The disk is full. Free some space, and run make again: it repeats unfinished steps. "make clean" removes what make has made here.';
}

/** Writes the paragraph for an error of the file system that the user can solve; undefined for every other one. */
export function fileFailure(error: unknown): string | undefined {
  const code = codeOf(error);
  const full = fullDisk(code);
  if (full !== undefined || !['EACCES', 'EPERM', 'EROFS'].includes(code)) return full;
  return `A file could not be written or read (${messageOf(error)}). Does it belong to another user, such as root after "sudo make"?`;
}

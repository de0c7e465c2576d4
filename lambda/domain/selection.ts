/** Which instances a request is about. */
export type Selection =
  | { readonly kind: 'ids'; readonly ids: readonly string[] }
  | { readonly kind: 'tags'; readonly tags: Readonly<Record<string, string>> };

/** Targets that one synchronous request may have. */
export const synchronousLimit = 100;
/** Targets that one job may have. */
export const jobLimit = 5000;

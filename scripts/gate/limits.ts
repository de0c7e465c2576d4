/** What the gate lets a client take, in milliseconds and bytes: one that is slower or sends more holds nothing. */
export const limits = {
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16_384,
  insecureHTTPParser: false,
  /** Of a client that does not read its answer. */
  silence: 130_000,
} as const;

/** The same with other numbers, for tests. */
export type Waits = { readonly [K in keyof typeof limits]: (typeof limits)[K] extends number ? number : boolean };

/** What serves the API: the function behind API Gateway, or the server of the container. */
export const Front = { function: 'function', server: 'server' } as const;
export type Front = (typeof Front)[keyof typeof Front];

/** Seconds that a request may ask to wait for its job. API Gateway ends a request after 29 s; a server has no such limit. */
export const longestWait: Readonly<Record<Front, number>> = { function: 25, server: 300 };
